import { writeFileSync } from "node:fs";
import path from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toLogFileName } from "../../../src/audit/seal/log-file.ts";
import type { TrustedKey } from "../../../src/audit/verify/trust/key-ring.ts";
import { LogMaker, toText, writeLog } from "./make-log.ts";
import { kindsOf, makePlace, trust, verifyPaths } from "./setting.ts";

/** Thousands of runs each, on a machine that may be busy. */
const LONG = { timeout: 120_000 };

const place = makePlace();
const ownFile = path.join(writeLog(path.join(place, "own"), []), "log", toLogFileName(0));
const object = path.join(place, "object");

interface Sample {
  readonly maker: LogMaker;
  readonly keys: readonly TrustedKey[];
  /** How many lines a signature vouches for. */
  readonly sealed: number;
}

const toSample = (maker: LogMaker, sealed: number): Sample => ({
  maker,
  sealed,
  keys: trust(place, maker.choices.key),
});

/** It has no end that could be cut off unseen. */
const stopped = toSample(
  new LogMaker().entry("start").record().entry("checkpoint").record().entry("stop"),
  5,
);
/** It goes on, with two records behind its last checkpoint. */
const open = toSample(new LogMaker().entry("start").record().entry("checkpoint").records(2), 3);

const SAMPLES = [
  ["a stopped log", stopped],
  ["a log that goes on", open],
] as const;

/** As of the moment at which the log ends, so that nothing is told by silence; or so much later. */
function verifyAs(file: string, { maker, keys }: Sample, changed: Changed) {
  writeFileSync(file, changed.content);
  return verifyPaths([file], keys, { now: maker.now + (changed.later ?? 0) });
}

interface Changed {
  readonly content: string | Uint8Array;
  /** In milliseconds. */
  readonly later?: number;
}

/** Offsets of changes that neither are faults, nor stand behind the last checkpoint and are named as not sealed. */
async function unseenEdits(
  file: string,
  sample: Sample,
  edit: (bytes: Buffer, at: number) => Uint8Array,
): Promise<readonly number[]> {
  const { lines } = sample.maker;
  const bytes = Buffer.from(toText(lines));
  const sealedBytes = Buffer.byteLength(toText(lines.slice(0, sample.sealed)));
  const unseen: number[] = [];
  for (let at = 0; at < bytes.length; at += 1) {
    const found = await verifyAs(file, sample, { content: edit(bytes, at) });
    const isNamed = found.logs.some(({ unsealed }) => unsealed !== undefined);
    if (found.verdict !== "faults" && !(at >= sealedBytes && isNamed)) unseen.push(at);
  }
  return unseen;
}

const replaced = (bytes: Buffer, at: number, by: number): Uint8Array => {
  const changed = Buffer.from(bytes);
  changed[at] = changed[at] === by ? by ^ 1 : by;
  return changed;
};
const flipped = (bytes: Buffer, at: number) => replaced(bytes, at, (bytes[at] ?? 0) ^ 1);
const broken = (bytes: Buffer, at: number) => replaced(bytes, at, 0x0a);
const without = (bytes: Buffer, at: number) =>
  Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);

/** Lengths at which a cut is not seen, though an hour has gone by where it is between lines. */
async function unseenCuts(file: string, sample: Sample): Promise<readonly number[]> {
  const bytes = Buffer.from(toText(sample.maker.lines));
  const unseen: number[] = [];
  for (let length = 1; length < bytes.length; length += 1) {
    const isBetween = bytes[length] === 0x0a || bytes[length - 1] === 0x0a;
    const content = bytes.subarray(0, length);
    const later = isBetween ? 3_600_000 : 0;
    const { verdict } = await verifyAs(file, sample, { content, later });
    if (verdict !== "faults") unseen.push(length);
  }
  return unseen;
}

const swapped = ({ maker: { lines } }: Sample): readonly (readonly string[])[] =>
  lines.slice(1).map((line, at) => lines.with(at, line).with(at + 1, lines[at] ?? ""));

const repeated = ({ maker: { lines } }: Sample): readonly (readonly string[])[] =>
  lines.flatMap((line, at) => [lines.toSpliced(at, 0, line), [...lines, line]]);

describe.each(SAMPLES)("%s, where its forwarder has it", (_, sample) => {
  const { lines } = sample.maker;

  test("is proven as it is, and what is not sealed is named", async () => {
    const found = await verifyAs(ownFile, sample, { content: toText(lines) });
    expect(found.verdict).toBe("proven");
    expect(found.logs[0]?.unsealed?.lines ?? 0).toBe(lines.length - sample.sealed);
  });

  test("shows every byte that has another value", LONG, async () => {
    expect(await unseenEdits(ownFile, sample, flipped)).toEqual([]);
  });

  test("shows every byte that is a newline now, or is none any more", LONG, async () => {
    expect(await unseenEdits(ownFile, sample, broken)).toEqual([]);
  });

  test("shows every byte that is gone", LONG, async () => {
    expect(await unseenEdits(ownFile, sample, without)).toEqual([]);
  });

  test("shows every cut", LONG, async () => {
    expect(await unseenCuts(ownFile, sample)).toEqual([]);
  });

  test("shows every line that is gone from before its end", async () => {
    for (const at of lines.slice(1).keys()) {
      const found = await verifyAs(ownFile, sample, { content: toText(lines.toSpliced(at, 1)) });
      expect(kindsOf(found)).toContain("missing");
    }
  });

  test("shows every two neighbours that are swapped", async () => {
    for (const changed of swapped(sample)) {
      const found = await verifyAs(ownFile, sample, { content: toText(changed) });
      expect(kindsOf(found)).toContain("reordered");
    }
  });

  test("shows every line that stands there twice", async () => {
    for (const changed of repeated(sample)) {
      const found = await verifyAs(ownFile, sample, { content: toText(changed) });
      expect(kindsOf(found)).toEqual(["duplicated"]);
    }
  });
});

describe.each(SAMPLES)("%s, delivered", (_, sample) => {
  const { lines } = sample.maker;

  test("shows every byte that has another value", LONG, async () => {
    expect(await unseenEdits(object, sample, flipped)).toEqual([]);
  });

  test("shows every cut, but for the last newline of a log that is whole", LONG, async () => {
    const last = Buffer.byteLength(toText(lines)) - 1;
    const unseen = await unseenCuts(object, sample);
    expect(unseen).toEqual(sample === stopped ? [last] : []);
  });

  test("notes every two neighbours that are swapped", async () => {
    for (const changed of swapped(sample)) {
      const found = await verifyAs(object, sample, { content: toText(changed) });
      expect(found).toMatchObject({ verdict: "proven", logs: [{ reordered: 1, again: 0 }] });
    }
  });

  test("notes every line that stands there twice", async () => {
    for (const changed of repeated(sample)) {
      const found = await verifyAs(object, sample, { content: toText(changed) });
      expect(found).toMatchObject({ verdict: "proven", logs: [{ again: 1, reordered: 0 }] });
    }
  });
});

describe("any tampering with the lines of a log", () => {
  const { lines } = stopped.maker;
  const at = fc.nat({ max: lines.length - 1 });
  const step = fc.record({
    does: fc.constantFrom("delete", "repeat", "move", "edit"),
    at,
    to: fc.nat({ max: 2000 }),
  });
  type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

  const apply = (given: readonly string[], { does, at: place, to }: Step): readonly string[] => {
    const from = Math.min(place, given.length - 1);
    const line = given[from] ?? "";
    if (does === "delete") return given.toSpliced(from, 1);
    if (does === "repeat") return given.toSpliced(to % lines.length, 0, line);
    if (does === "move") return given.toSpliced(from, 1).toSpliced(to % lines.length, 0, line);
    const where = to % Math.max(1, line.length);
    const character = line[where] === "x" ? "y" : "x";
    return given.with(from, line.slice(0, where) + character + line.slice(where + 1));
  };

  test("is a fault, unless the log is whole again", LONG, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
        let tampered: readonly string[] = lines;
        for (const each of steps) if (tampered.length > 0) tampered = apply(tampered, each);
        const changed = { content: toText(tampered), later: 3_600_000 };
        const found = await verifyAs(ownFile, stopped, changed);
        const isWhole = tampered.join("\n") === lines.join("\n");
        expect(found.verdict === "faults").toBe(!isWhole);
      }),
      { numRuns: 400 },
    );
  });

  test(
    "of what was delivered is a fault when a line before the end is not there",
    LONG,
    async () => {
      const arrival = fc.shuffledSubarray([...lines, ...lines], { minLength: 1 });
      await fc.assert(
        fc.asyncProperty(arrival, async (arrived) => {
          const content = toText([...arrived, lines.at(-1) ?? ""]);
          const found = await verifyAs(object, stopped, { content });
          const isAll = new Set(arrived).size + (arrived.includes(lines.at(-1) ?? "") ? 0 : 1);
          expect(found.verdict).toBe(isAll === lines.length ? "proven" : "faults");
        }),
        { numRuns: 200 },
      );
    },
  );
});
