import {
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { forgetOldLog } from "../../../src/audit/seal/log-file.ts";
import { drain, Trial } from "./trial.ts";

const FILE = "log/0000000000000000.log";

let trial: Trial;
beforeEach(() => {
  trial = new Trial();
  trial.with((sealer) => {
    trial.append({ n: 1 }, { n: 2 });
    sealer.round();
    trial.now += 2000;
    sealer.round();
    trial.append({ n: 3 });
    trial.appendRaw("torn\nforged{}\n");
    trial.append({ n: 4 }, { n: 5 });
    sealer.round();
  });
});
afterEach(() => trial.close());

const pathOf = (name: string): string => path.join(trial.audit, name);
const oldLogs = (): string[] => readdirSync(trial.audit).filter((name) => name.startsWith("log-"));
const start = (): { readonly [name: string]: unknown } => trial.check().entries.at(0) ?? {};

/** Byte offsets at which the lines of the log end, the last one first. */
function findLineEnds(bytes: Buffer): number[] {
  return [...bytes.entries()].flatMap(([at, byte]) => (byte === 10 ? at + 1 : [])).toReversed();
}

/** Lengths at which a crash may have left the log: every seventh byte of the last lines, and around every line's end. */
function toCrashLengths(bytes: Buffer): number[] {
  const ends = findLineEnds(bytes);
  const [, , , fourthLast = 0] = ends;
  const steps = Math.floor((bytes.length - fourthLast) / 7);
  const inLast = Array.from({ length: steps }, (_, step) => fourthLast + step * 7);
  const around = ends.flatMap((end) => [end - 2, end - 1, end, end + 1]);
  return [...new Set([0, 1, ...around, ...inLast])].filter((length) => length <= bytes.length);
}

describe("a log that ends at any byte, as a crash leaves it", () => {
  test("is gone on with: every record and incident stands in it once, in order", () => {
    const bytes = readFileSync(pathOf(FILE));
    for (const length of toCrashLengths(bytes)) {
      writeFileSync(pathOf(FILE), bytes.subarray(0, length));
      trial.with(drain);
      const { records, entries } = trial.checkComplete();
      expect(records.map(({ record }) => record["n"])).toEqual([1, 2, 3, 4, 5]);
      expect(entries.filter(({ what }) => what === "torn")).toHaveLength(1);
      const isWhole = length === 0 || bytes[length - 1] === 10;
      const isStart = length < (findLineEnds(bytes).at(-1) ?? 0);
      const cuts = entries.filter(({ what }) => what === "log-cut");
      expect(cuts).toHaveLength(isWhole || isStart ? 0 : 1);
    }
    expect(oldLogs()).toEqual([]);
  }, 60_000);

  test("is gone on with when it crashed again and again", () => {
    const bytes = readFileSync(pathOf(FILE));
    for (const [step, end] of findLineEnds(bytes).entries()) {
      const now = readFileSync(pathOf(FILE));
      truncateSync(pathOf(FILE), Math.min(now.length, end + step * 300));
      trial.with(drain);
      expect(trial.checkComplete().records).toHaveLength(5);
    }
  });

  test("is gone on with in the file before when the next was begun and no more", () => {
    writeFileSync(pathOf("log/0000000000000012.log"), "half a li");
    trial.with(drain);
    expect(trial.checkComplete().files).toHaveLength(1);
  });
});

describe("a log in which a byte was changed", () => {
  test("is left beside a new one that names it and why, and takes what only the spool still has", () => {
    const bytes = readFileSync(pathOf(FILE));
    bytes[bytes.indexOf('{"n":2') + 5] = 0x37;
    writeFileSync(pathOf(FILE), bytes);
    trial.append({ n: 6 });
    trial.with(drain);
    const [old = ""] = oldLogs();
    expect(readFileSync(pathOf(`${old}/0000000000000000.log`))).toEqual(bytes);
    expect(start()).toMatchObject({
      kind: "start",
      after: { log: old.slice(4), head: expect.any(String), seq: expect.any(Number) },
    });
    const { records } = trial.check();
    expect(records.map(({ record }) => record["n"])).toEqual([2, 3, 4, 5, 6]);
  });

  test("loses nothing when the change is in a line that no checkpoint vouches for", () => {
    const ends = findLineEnds(readFileSync(pathOf(FILE)));
    const bytes = readFileSync(pathOf(FILE)).subarray(0, ends[1]); // without `stop`
    const fourth = bytes.indexOf('{"n":4');
    bytes[fourth + 5] = 0x37;
    writeFileSync(pathOf(FILE), bytes);
    trial.with(drain);
    expect(trial.check().records.map(({ record }) => record["n"])).toEqual([4, 5]);
    expect(oldLogs()).toHaveLength(1);
  });

  test("is not gone on with when a whole line is missing at its end that was sent", () => {
    const { log, seq } = trial.with((sealer) => sealer.head);
    const ends = findLineEnds(readFileSync(pathOf(FILE)));
    truncateSync(pathOf(FILE), ends[2]);
    trial.with(drain, { known: [{ log, seq: seq - 1 }] });
    expect(oldLogs()).toEqual([`log-${log}`]);
    expect(start()["after"]).toMatchObject({ log, reason: "it has fewer lines than were sent" });
  });

  test("is gone on with when what was sent is there", () => {
    const { log, seq } = trial.with((sealer) => sealer.head);
    trial.with(drain, {
      known: [
        { log, seq: seq - 1 },
        { log: "0".repeat(32), seq: 1e6 },
      ],
    });
    expect(oldLogs()).toEqual([]);
  });
});

describe("a new log", () => {
  test("begins when the key is gone, with the old one beside it", () => {
    rmSync(pathOf("seal.key"));
    trial.with(drain);
    expect(oldLogs()).toHaveLength(1);
    expect(start()["after"]).toMatchObject({ reason: expect.stringMatching(/signature/) });
    expect(trial.check().records).toEqual([]);
    trial.append({ n: 6 });
    trial.with((sealer) => expect(sealer.round().records).toBe(1));
  });

  test("names the old one also when the forwarder died between the two", () => {
    const id = trial.with((sealer) => sealer.head.log);
    renameSync(pathOf("log"), pathOf(`log-${id}`));
    trial.append({ n: 6 });
    trial.with(drain);
    expect(start()["after"]).toMatchObject({ log: id });
    expect(trial.check().records.map(({ record }) => record["n"])).toEqual([6]);
  });

  test("is all that is left when the old one is forgotten", () => {
    rmSync(pathOf("seal.key"));
    trial.with(drain);
    const [old = ""] = oldLogs();
    forgetOldLog(trial.audit, "0".repeat(32));
    forgetOldLog(trial.audit, "../log");
    expect(oldLogs()).toEqual([old]);
    forgetOldLog(trial.audit, old.slice(4));
    expect(oldLogs()).toEqual([]);
  });

  test("names what was sent of one that is gone", () => {
    rmSync(pathOf("log"), { recursive: true });
    trial.with(drain, { known: [{ log: "a".repeat(32), seq: 7 }] });
    expect(start()["after"]).toEqual({ log: "a".repeat(32), seq: 7, reason: "it is gone" });
    expect(trial.checkComplete().records).toHaveLength(5);
  });
});
