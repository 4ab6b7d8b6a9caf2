import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  chownSync,
  cpSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { finish, bundle, start } from "./processes.ts";
import type { Sealer } from "../../../src/audit/seal/sealer.ts";
import { drain, Trial, UID } from "./trial.ts";

let trial: Trial;
beforeEach(() => (trial = new Trial()));
afterEach(() => trial.close());

const moved = (): string => path.join(trial.root, "moved");
const isRoot = UID === 0;
if (!isRoot)
  console.warn("skipped: whether another user's segment is read, which only root can make");

describe("a segment that is none any more", () => {
  test.for<readonly [string, (at: string) => void]>([
    ["is a symbolic link", (at) => symlinkSync(moved(), at)],
    ["is a directory", (at) => mkdirSync(at)],
    ["is not a regular file", (at) => execFileSync("mkfifo", [at])],
    ["has 2 names; it must have one", (at) => (linkSync(moved(), at), appendFileSync(at, "\n"))],
  ])("because it %s, is not read, and said once in the log", ([fault, put]) => {
    trial.append({ n: 1 });
    trial.with((sealer) => {
      sealer.round();
      renameSync(trial.segment, moved());
      put(trial.segment);
      for (let round = 0; round < 3; round += 1) {
        const report = sealer.round();
        expect(report.faults).toEqual([`${trial.segment} is not read: it ${fault}`]);
        expect(report.records).toBe(0);
      }
      rmSync(trial.segment, { recursive: true });
      renameSync(moved(), trial.segment);
      trial.append({ n: 2 });
      expect(sealer.round()).toMatchObject({ records: 1, faults: [] });
    });
    const untrusted = trial.checkComplete().entries.filter(({ what }) => what === "untrusted");
    expect(untrusted).toMatchObject([{ segment: `${UID}.seg`, uid: UID, reason: fault }]);
  });

  test.skipIf(!isRoot)("because it belongs to somebody else, is not read", () => {
    trial.append({ n: 1 });
    chownSync(trial.segment, 4711, 4711);
    trial.with((sealer) => {
      expect(sealer.round().faults).toEqual([expect.stringMatching(/belongs to user 4711$/)]);
      chownSync(trial.segment, UID, UID);
      expect(sealer.round()).toMatchObject({ records: 1, faults: [] });
    });
    trial.checkComplete();
  });

  test("does not keep others from being sealed", () => {
    const other = path.join(trial.spool, `${UID + 1}.seg`);
    mkdirSync(other);
    trial.append({ n: 1 });
    trial.with((sealer) =>
      expect(sealer.round()).toMatchObject({ records: 1, faults: [expect.any(String)] }),
    );
  });
});

test("a spool that is gone for a while is said, and gone on with where it was", () => {
  trial.append({ n: 1 });
  trial.with((sealer) => {
    sealer.round();
    renameSync(trial.spool, moved());
    expect(sealer.round().faults).toEqual([`${trial.spool} cannot be read: ENOENT`]);
    trial.now += 2000;
    sealer.round();
  });
  trial.with(drain);
  renameSync(moved(), trial.spool);
  trial.append({ n: 2 });
  trial.with((sealer) => expect(sealer.round()).toMatchObject({ records: 1, faults: [] }));
  trial.checkComplete();
});

test("a file size limit stops the log with a message, and nothing is lost or doubled", async () => {
  const sealing = bundle("seal-process", trial.root);
  for (let n = 0; n < 100; n += 1) trial.append({ n, filler: "x".repeat(10_000) });
  const once = JSON.stringify({ once: true });
  for (let run = 0; run < 3; run += 1) {
    const limited = start(sealing, [trial.root, "", once], ["prlimit", "--fsize=300000"]);
    const { stdout } = await finish(limited);
    expect(stdout).toMatch(/the sealed log cannot be written: EFBIG/);
  }
  expect((await finish(start(sealing, [trial.root, "", once]))).stdout).toMatch(/"records":100/);
  expect(trial.checkComplete().records).toHaveLength(100);
});

test("a segment that a crash of the machine has cut, behind what was signed, loses nothing that came then", () => {
  trial.append({ n: 1 });
  trial.with((sealer) => {
    sealer.round();
    trial.now += 2000;
    sealer.round(); // signs, and so has brought the segment to the disk
    const onDisk = readFileSync(trial.segment);
    trial.append({ n: 2 });
    sealer.round();
    copyLog();
    writeFileSync(trial.segment, onDisk);
  });
  rmSync(trial.audit, { recursive: true });
  renameSync(moved(), trial.audit);
  trial.append({ n: 3 }, { n: 4 });
  trial.with((sealer) => expect(sealer.round().records).toBe(2));
  const { records } = trial.checkComplete();
  expect(records.map(({ record }) => record["n"])).toEqual([1, 2, 3, 4]);
});

/** As a crash leaves it, without an end. */
function copyLog(): void {
  cpSync(trial.audit, moved(), { recursive: true });
}

describe("a log that somebody else touches while it is written", () => {
  const logOf = ({ directory, head }: Sealer): string => path.join(directory, head.file);

  test.for<readonly [string, (log: string) => void]>([
    ["was deleted", (log) => rmSync(log)],
    ["somebody else has written", (log) => appendFileSync(log, "{}\n")],
    ["somebody else has written", (log) => truncateSync(log, 100)],
  ])("because it %s, is said, and the next sealer begins another or goes on", ([fault, touch]) => {
    trial.append({ n: 1 });
    trial.with((sealer) => {
      sealer.round();
      touch(logOf(sealer));
      trial.append({ n: 2 });
      expect(sealer.round()).toMatchObject({ records: 0, faults: [expect.stringMatching(fault)] });
      sealer.round();
    });
    trial.append({ n: 3 });
    trial.with(drain);
    expect(trial.checkComplete().records).toHaveLength(3);
  });
});
