import { writeFileSync } from "node:fs";
import path from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toLogFileName } from "../../../src/audit/seal/log-file.ts";
import type { Verification } from "../../../src/audit/verify/verification.ts";
import { LogMaker, toText, writeLog } from "./make-log.ts";
import { kindsOf, makePlace, trust, verifyPaths } from "./setting.ts";

const place = makePlace();

/** A log that was stopped: it has no end that could be cut off unseen. */
const stopped = new LogMaker().entry("start").record().entry("checkpoint").record().entry("stop");
/** One that goes on, with two records behind its last checkpoint. */
const open = new LogMaker().entry("start").record().entry("checkpoint").records(2);
const SEALED_LINES = 3;

/** Thousands of runs each, on a machine that may be busy. */
const LONG_MS = 120_000;

const SAMPLES = [
  { name: "a stopped log", maker: stopped, sealed: stopped.lines.length },
  { name: "a log that goes on", maker: open, sealed: SEALED_LINES },
].map((sample) => ({ ...sample, keys: trust(place, sample.maker.choices.key) }));

/** A log as a forwarder has it, and as it arrives. */
const KINDS = [
  {
    kind: "its own",
    file: path.join(writeLog(path.join(place, "own"), []), "log", toLogFileName(0)),
  },
  { kind: "delivered", file: path.join(place, "object") },
];

const CASES = SAMPLES.flatMap((sample) => KINDS.map((kind) => ({ ...sample, ...kind })));

interface Case {
  readonly file: string;
  readonly maker: LogMaker;
  readonly keys: ReturnType<typeof trust>;
}

/** As of the moment at which the log ends: so nothing is told by silence. */
function verifyContent({ file, maker, keys }: Case, content: string | Uint8Array) {
  writeFileSync(file, content);
  return verifyPaths([file], keys, { now: maker.now });
}

const isUnsealedNamed = ({ logs }: Verification): boolean =>
  logs.some(({ unsealed }) => unsealed !== undefined);

/** Offsets of changes that neither are faults, nor stand behind the last checkpoint and are named as not sealed. */
async function unseenEdits(
  sample: Case & { readonly sealed: number },
  edit: (bytes: Buffer, at: number) => Uint8Array,
): Promise<readonly number[]> {
  const bytes = Buffer.from(toText(sample.maker.lines));
  const sealedBytes = Buffer.byteLength(toText(sample.maker.lines.slice(0, sample.sealed)));
  const unseen: number[] = [];
  for (let at = 0; at < bytes.length; at += 1) {
    const found = await verifyContent(sample, edit(bytes, at));
    const isNamed = at >= sealedBytes && isUnsealedNamed(found);
    if (found.verdict !== "faults" && !isNamed) unseen.push(at);
  }
  return unseen;
}

const without = (bytes: Buffer, at: number): Uint8Array =>
  Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);

const replaced = (bytes: Buffer, at: number, by: number): Uint8Array => {
  const changed = Buffer.from(bytes);
  changed[at] = changed[at] === by ? by ^ 1 : by;
  return changed;
};

describe.each(CASES)("$name, $kind", (sample) => {
  const { maker, sealed } = sample;
  const { lines } = maker;

  test("is proven as it is", async () => {
    const found = await verifyContent(sample, toText(lines));
    expect(found.faults.listed).toEqual([]);
    expect(found.verdict).toBe("proven");
    expect(found.logs[0]?.unsealed?.lines).toBe(sealed < lines.length ? 2 : undefined);
  });

  test("shows every byte that has another value", { timeout: LONG_MS }, async () => {
    expect(await unseenEdits(sample, (b, at) => replaced(b, at, (b[at] ?? 0) ^ 1))).toEqual([]);
  });

  test("shows every line that is deleted", async () => {
    for (const at of lines.keys()) {
      const found = await verifyContent(sample, toText(lines.toSpliced(at, 1)));
      const isCutTail = at === lines.length - 1;
      // Behind the cut nothing tells of it but time: the tests of silence and of anchors.
      if (isCutTail) expect(found.logs[0]?.last?.seq).toBe(lines.length - 2);
      else expect(found.verdict, `line ${at}`).toBe("faults");
    }
  });

  test("shows every two neighbours that are swapped: as faults, or delivered as a note", async () => {
    for (let at = 0; at + 1 < lines.length; at += 1) {
      const swapped = lines.with(at, lines[at + 1] ?? "").with(at + 1, lines[at] ?? "");
      const found = await verifyContent(sample, toText(swapped));
      if (sample.file.endsWith("object")) {
        expect(found.verdict).toBe("proven");
        expect(found.logs[0]?.reordered).toBe(1);
      } else expect(kindsOf(found)).toContain("reordered");
    }
  });

  test("shows every line that stands there twice: as a fault, or delivered as a note", async () => {
    for (const at of lines.keys())
      for (const to of [at, lines.length - 1]) {
        const found = await verifyContent(sample, toText(lines.toSpliced(to, 0, lines[at] ?? "")));
        if (sample.file.endsWith("object")) {
          expect(found.verdict).toBe("proven");
          expect(found.logs[0]?.again).toBe(1);
        } else expect(kindsOf(found)).toContain("duplicated");
      }
  });

  test(
    "shows every cut inside of a line, and by silence every one between lines",
    async () => {
      const bytes = Buffer.from(toText(lines));
      const ends = new Set<number>();
      for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) ends.add(at + 1);
      for (let at = 0; at < bytes.length; at += 1) {
        writeFileSync(sample.file, bytes.subarray(0, at));
        const isBetween = at === 0 || ends.has(at) || ends.has(at + 1);
        const now = isBetween ? maker.now + 3_600_000 : maker.now;
        const found = await verifyPaths([sample.file], sample.keys, { now });
        const isNothing = found.logs.length === 0 && found.verdict === "not proven";
        const isLastNewline = at === bytes.length - 1 && sample.file.endsWith("object");
        expect(found.verdict === "faults" || isNothing || isLastNewline, `byte ${at}`).toBe(true);
      }
    },
    LONG_MS,
  );
});

describe.each(CASES.filter(({ kind }) => kind === "its own"))("$name", (sample) => {
  test("shows every byte that is a newline or is none any more", { timeout: LONG_MS }, async () => {
    expect(await unseenEdits(sample, (b, at) => replaced(b, at, 0x0a))).toEqual([]);
  });

  test("shows every byte that is gone", { timeout: LONG_MS }, async () => {
    expect(await unseenEdits(sample, without)).toEqual([]);
  });
});

describe("any tampering with the lines of a log", () => {
  const [sample] = CASES;
  if (sample === undefined) throw new Error("there is no sample");
  const { lines } = sample.maker;
  const index = fc.nat({ max: lines.length - 1 });
  const operation = fc.oneof(
    fc.record({ do: fc.constant("delete" as const), at: index }),
    fc.record({ do: fc.constant("repeat" as const), at: index, to: index }),
    fc.record({ do: fc.constant("move" as const), at: index, to: index }),
    fc.record({ do: fc.constant("edit" as const), at: index, to: fc.nat(2000) }),
  );

  const apply = (given: readonly string[], step: { do: string; at: number; to?: number }) => {
    const at = Math.min(step.at, given.length - 1);
    const line = given[at] ?? "";
    const { to = 0 } = step;
    if (step.do === "delete") return given.toSpliced(at, 1);
    if (step.do === "repeat") return given.toSpliced(to, 0, line);
    if (step.do === "move") return given.toSpliced(at, 1).toSpliced(to, 0, line);
    const place = to % line.length;
    const character = line[place] === "x" ? "y" : "x";
    return given.with(at, line.slice(0, place) + character + line.slice(place + 1));
  };

  test("is a fault, unless the log is whole again", { timeout: LONG_MS }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 1, maxLength: 4 }), async (steps) => {
        const tampered = steps.reduce<readonly string[]>(
          (given, step) => (given.length === 0 ? given : apply(given, step)),
          lines,
        );
        writeFileSync(sample.file, toText(tampered));
        const now = sample.maker.now + 3_600_000;
        const found = await verifyPaths([sample.file], sample.keys, { now });
        const isWhole = tampered.join("\n") === lines.join("\n");
        expect(found.verdict === "faults").toBe(!isWhole);
      }),
      { numRuns: 400 },
    );
  });

  test("of what was delivered is no fault as long as each line is there", async () => {
    const delivered = { ...sample, file: path.join(place, "object") };
    const shuffled = fc.shuffledSubarray([...lines, ...lines], {
      minLength: lines.length,
      maxLength: lines.length * 2,
    });
    await fc.assert(
      fc.asyncProperty(shuffled, async (arrived) => {
        const found = await verifyContent(delivered, toText(arrived));
        const isAll = new Set(arrived).size === lines.length;
        const hasEnd = arrived.includes(lines.at(-1) ?? "");
        if (isAll) expect(found.verdict).toBe("proven");
        else if (hasEnd) expect(found.verdict).toBe("faults");
      }),
      { numRuns: 200 },
    );
  });
});
