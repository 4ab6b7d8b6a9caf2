import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { SegmentSource } from "../../../src/audit/seal/segments.ts";
import { drain, KEY, Trial, UID } from "./trial.ts";

const COUNT = 5000;

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
