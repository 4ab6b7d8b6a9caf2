import { readdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { bundle, finish, type Running, start } from "./processes.ts";
import { Trial } from "./trial.ts";

/** Processes that are killed; more by TOOLGATE_KILLS. */
const KILLS = Number(process.env["TOOLGATE_KILLS"] ?? 120);

let trial: Trial;
let sealing: string;
let appending: string;
beforeEach(() => {
  trial = new Trial();
  sealing = bundle("seal-process", trial.root);
  appending = bundle("append-process", trial.root);
});
afterEach(() => trial.close());

const ROTATING = JSON.stringify({ largeSegmentBytes: 64 });
const seal = (options = ROTATING): Running => start(sealing, [trial.root, "", options]);
const append = (writer: number, ...how: readonly number[]): Running =>
  start(appending, [trial.spool, String(writer), ...how.map(String)]);

/** Everything that the writers say they have appended, as `writer/number`, and everything in the log. */
async function compare(
  writers: readonly Running[],
): Promise<{ readonly appended: readonly string[]; readonly sealed: readonly string[] }> {
  const counts = await Promise.all(writers.map(async ({ ended }) => Number((await ended).stdout)));
  const { records } = trial.checkComplete();
  const appended = counts.flatMap((count, writer) =>
    Array.from({ length: count }, (_, n) => `${writer}/${n}`),
  );
  const sealed = records.map(({ record }) => `${String(record["writer"])}/${String(record["n"])}`);
  return { appended: appended.toSorted(), sealed: sealed.toSorted() };
}

describe("many processes at once", () => {
  test("200 that append, with the segment moved away in every round, lose nothing", async () => {
    const sealer = seal();
    const writers = Array.from({ length: 200 }, (_, writer) =>
      append(writer, 20, 1 + (writer % 7)),
    );
    await Promise.all(writers.map(({ ended }) => ended));
    await finish(sealer);
    const { appended, sealed } = await compare(writers);
    expect(sealed).toEqual(appended);
    expect(readdirSync(trial.spool).length).toBeGreaterThan(20);
  }, 120_000);

  test("a second one that seals ends with a message and harms nothing", async () => {
    const first = seal();
    const writer = append(0, 1000, 3);
    await writer.ended;
    const second = await finish(seal());
    expect(second).toEqual({
      code: 1,
      stdout: expect.stringMatching(/^another forwarder seals this log already: it holds /),
    });
    expect((await finish(first)).code).toBe(0);
    const { appended, sealed } = await compare([writer]);
    expect(sealed).toEqual(appended);
  }, 60_000);
});

test(`one that seals is killed ${KILLS} times at random points: nothing is lost, nothing stands twice`, async () => {
  const writers = [0, 1, 2].map((writer) => append(writer, 1e9, 1 + writer * 5, 4));
  for (let kill = 0; kill < KILLS; kill += 1) {
    const { child, ended } = seal(kill % 2 === 0 ? ROTATING : "{}");
    // One in four while it starts and recovers; the others while they seal.
    if (kill % 4 > 0) await new Promise((resolve) => child.stdout?.once("data", resolve));
    await sleep(Math.random() * (kill % 4 > 0 ? 30 : 120));
    child.kill("SIGKILL");
    await ended;
  }
  await Promise.all(writers.map(finish));
  await finish(seal("{}"));
  const { appended, sealed } = await compare(writers);
  expect(sealed).toEqual(appended);
}, 240_000);
