import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SegmentSource } from "../../../src/audit/seal/segments.ts";
import { drain, KEY, Trial, UID } from "./trial.ts";

const COUNT = 3000;

let trial: Trial;
beforeEach(() => {
  trial = new Trial();
  writeSegments();
});
afterEach(() => trial.close());

/** One of each of many users, in which nothing is a record of theirs: two lines that are forged. */
function writeSegments(): void {
  trial.append({ n: 0 });
  const another = readFileSync(trial.segment);
  rmSync(trial.segment);
  for (let uid = 1; uid <= COUNT; uid += 1) {
    const bytes = Buffer.concat([Buffer.from(`\n${uid}\n`), another]);
    writeFileSync(path.join(trial.spool, `${uid}.seg`), bytes);
  }
}

const sources = (): readonly SegmentSource[] => [
  { directory: trial.spool, suffix: ".seg", via: "hook", key: KEY, owner: UID },
];

/** What a forwarder seals that is started now. */
function seal(): number {
  return trial.with(
    (sealer) => {
      const before = sealer.counts.forged;
      drain(sealer);
      return sealer.counts.forged - before;
    },
    { sources: sources() },
  );
}

const logPath = (): string => path.join(trial.audit, "log", "0000000000000000.log");

/** Where its last lines end, the very last first. */
function findLastEnds(bytes: Buffer, count: number): readonly number[] {
  const ends: number[] = [];
  for (let at = bytes.length; ends.length < count && at > 0; at = bytes.lastIndexOf(10, at - 2) + 1)
    ends.push(at);
  return ends;
}

test("thousands of segments are taken in bounded rounds, in time that grows as they do", () => {
  const began = performance.now();
  trial.with(
    (sealer) => {
      const forged = drain(sealer).map((report) => report.forged);
      expect(Math.max(...forged)).toBe(1000);
      expect(sealer.counts.forged).toBe(2 * COUNT);
    },
    { sources: sources() },
  );
  expect(performance.now() - began).toBeLessThan(10_000);
}, 60_000);

describe("positions of thousands of segments", () => {
  test("are said in several entries, none of which is long, and nothing is sealed again", () => {
    expect(seal()).toBe(2 * COUNT);
    expect(seal()).toBe(0);
    const lines = readFileSync(logPath(), "latin1").split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(100_000);
    const { entries } = trial.check();
    expect(entries.at(-1)).toMatchObject({ kind: "stop", positions_in_all: COUNT });
    expect(entries.filter(({ kind }) => kind === "start")).toHaveLength(2);
  }, 60_000);

  test("count only when the last of these entries is there", () => {
    seal();
    seal();
    const bytes = readFileSync(logPath());
    for (const end of findLastEnds(bytes, 17).filter((_, index) => index % 3 === 1)) {
      writeFileSync(logPath(), bytes.subarray(0, end));
      expect(seal()).toBe(0);
      expect(trial.check().entries.filter(({ what }) => what === "forged")).toHaveLength(COUNT);
    }
  }, 60_000);

  test("are those of the log before when a new one was begun and is not past its first entry", () => {
    seal();
    const bytes = readFileSync(logPath());
    bytes[bytes.length - 20] = 0x21;
    writeFileSync(logPath(), bytes);
    seal();
    const started = readFileSync(logPath());
    const ends = findLastEnds(started, 1000);
    truncateSync(logPath(), ends.at(-3));
    expect(seal()).toBe(0);
    expect(readdirSync(trial.audit).filter((name) => name.startsWith("log-"))).toHaveLength(1);
  }, 60_000);
});
