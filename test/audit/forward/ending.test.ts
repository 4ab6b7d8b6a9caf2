import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Forwarder, type ForwarderParts } from "../../../src/audit/forward/forwarder.ts";
import { History } from "../../../src/audit/forward/history.ts";
import { FakeClock } from "./fake-clock.ts";
import { LogOnDisk } from "./sample-log.ts";
import { ScriptedSink } from "./scripted-sink.ts";
import { sealNothing } from "./seal-nothing.ts";

let audit: string;

beforeEach(() => {
  audit = mkdtempSync(path.join(tmpdir(), "toolgate-ending-"));
});
afterEach(() => rmSync(audit, { recursive: true }));

describe("a forwarder that is told to end while hooks go on and on", () => {
  test("ends all the same", async () => {
    const disk = new LogOnDisk(path.join(audit, "log"));
    disk.addMany(1);
    const sealing = sealNothing(() => disk.head);
    let rounds = 0;
    const round: typeof sealing.round = () => {
      rounds += 1;
      if (rounds < 500) disk.addMany(1);
      return { more: false, full: [], faults: [] };
    };
    const told = new AbortController();
    const forwarder = new Forwarder({
      sealing: {
        ...sealing,
        round,
        get head() {
          return disk.head;
        },
      },
      endSources: async () => {},
      audit,
      sinks: [new ScriptedSink()],
      keepDays: 7,
      clock: new FakeClock(),
      random: () => 1,
      history: new History(0, () => {}),
      tell: () => {},
    });
    told.abort();
    await forwarder.run(told.signal, () => true);
    expect(rounds).toBeLessThan(5);
  });
});

describe("a forwarder whose log cannot be read any more", () => {
  test("ends with that, signs what it has sealed, and leaves no queue behind", async () => {
    const disk = new LogOnDisk(path.join(audit, "log"));
    disk.addMany(30);
    const sealing = sealNothing(() => disk.head);
    let stopped = 0;
    const stop = (): undefined => void (stopped += 1);
    const clock = new FakeClock();
    const sink = new ScriptedSink();
    sink.script = () => new Promise(() => {});
    let isBroken = false;
    const forwarder = makeForwarder({
      sink,
      clock,
      sealing: {
        ...sealing,
        stop,
        // The next file is where there is a directory.
        get head() {
          const { log, file, offset } = disk.head;
          return isBroken
            ? { log, file: "0000000000000030.log", offset: 1 }
            : { log, file, offset };
        },
      },
    });
    const never = new AbortController();
    const ended = forwarder.run(never.signal, () => false);
    await expect.poll(() => sink.attempts.length).toBe(1);
    mkdirSync(path.join(audit, "log", "0000000000000030.log"));
    isBroken = true;
    const over = new AbortController();
    const outcome = ended.then(String, String).finally(() => over.abort());
    while (!over.signal.aborted) await clock.advance(100);
    expect(await outcome).toContain("EISDIR");
    expect([stopped, sink.isClosed]).toEqual([1, true]);
  });
});

type MadeOf = Pick<ForwarderParts, "sealing" | "clock"> & { readonly sink: ScriptedSink };

/** One with a sink that a test scripts, over what it seals. */
function makeForwarder({ sink, clock, sealing }: MadeOf): Forwarder {
  return new Forwarder({
    sealing,
    endSources: async () => {},
    audit,
    sinks: [sink],
    keepDays: 7,
    clock,
    random: () => 1,
    history: new History(0, () => {}),
    tell: () => {},
  });
}

/** How long a forwarder takes to end of which a sink does not answer, milliseconds. */
async function timeEnd(isLast: boolean): Promise<number> {
  const disk = new LogOnDisk(path.join(audit, "log"));
  disk.addMany(30);
  const clock = new FakeClock();
  const sink = new ScriptedSink();
  sink.script = () => new Promise(() => {});
  const forwarder = makeForwarder({ sink, clock, sealing: sealNothing(() => disk.head) });
  const told = new AbortController();
  const over = new AbortController();
  const ended = forwarder.run(told.signal, () => isLast).then(() => over.abort());
  await expect.poll(() => sink.attempts.length).toBe(1);
  told.abort();
  const from = clock.elapsed();
  while (!over.signal.aborted && clock.elapsed() - from < 60_000) await clock.advance(100);
  await ended;
  return clock.elapsed() - from;
}

describe("a forwarder of which a sink does not answer", () => {
  test("ends within the second when another takes its place, as hooks wait for that", async () => {
    expect(await timeEnd(false)).toBeLessThan(1000);
  });

  test("gives what is under way ten seconds when it is the last", async () => {
    const time = await timeEnd(true);
    expect(time).toBeGreaterThanOrEqual(10_000);
    expect(time).toBeLessThan(11_000);
  });
});
