import { createHash } from "node:crypto";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FLAG } from "../../../src/audit/verify/table/block.ts";
import { type Row, RowTable } from "../../../src/audit/verify/table/row-table.ts";
import { NO_KEY } from "../../../src/audit/verify/trust/key-finder.ts";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc");

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** A line of a log, named by what stands in it: another text is another line. */
const toRow = (seq: number, more: Partial<Row> & { text?: string; before?: string } = {}): Row => {
  const { text = `${seq}`, before = `${seq - 1}`, ...numbers } = more;
  const place = { file: 0, line: seq + 1, offset: seq * 1800 };
  const row = { seq, at: seq * 100, ...place, flags: FLAG.record, key: NO_KEY, ...numbers };
  return { ...row, hash: hashOf(text), prev: hashOf(before) };
};

const signed = (row: Row, key: number): Row => ({ ...row, flags: FLAG.signed, key });

/** Stretches of a log, as they may come: in order, again, changed, far from one another, of two logs. */
const stretch = fc
  .record({
    unit: fc.nat({ max: 1 }),
    from: fc.nat({ max: 40 }),
    length: fc.integer({ min: 1, max: 30 }),
    file: fc.nat({ max: 2 }),
    apart: fc.constantFrom(1, 3, 70_000),
    step: fc.constantFrom(100, 0, -5, 2 ** 33),
    text: fc.constantFrom("", "", "other"),
    key: fc.constantFrom(NO_KEY, 0, 1),
  })
  .map(({ unit, from, length, file, apart, step, text, key }) =>
    Array.from({ length }, (_, nth) => {
      const seq = from + nth;
      const place = { file, line: 1 + nth * apart, offset: nth * apart * 1800 };
      const row = toRow(seq, { ...place, at: seq * step, text: `${seq}${text}` });
      const isSigned = seq % 5 === 0;
      return { unit, row: isSigned ? signed(row, key) : row };
    }),
  );

describe("the table of lines", () => {
  test("says of every line what was put in, whatever comes in whatever order", () => {
    fc.assert(
      fc.property(fc.array(stretch, { minLength: 1, maxLength: 8 }), (stretches) => {
        const all = stretches.flat();
        const table = new RowTable(3);
        const rows = all.map(({ unit, row }) => table.add(unit, row));
        for (const unit of [0, 1])
          expect([...table.rowsOf(unit)]).toEqual(rows.filter((_, nth) => all[nth]?.unit === unit));
        const said = rows.map((row, nth) => ({
          place: table.place(row),
          numbers: [table.seq(row), table.at(row), table.key(row), table.is(row, FLAG.record)],
          hasHash: table.hasHash(row, all[nth]?.row.hash ?? ""),
          hasPrev: table.hasPrev(row, all[nth]?.row.prev ?? ""),
          hasOther: table.hasHash(row, all[nth]?.row.prev ?? ""),
        }));
        expect(said).toEqual(
          all.map(({ row: { seq, at, file, line, offset, key, flags } }) => ({
            place: { file, line, offset },
            numbers: [seq, at, key, flags === FLAG.record],
            hasHash: true,
            hasPrev: true,
            hasOther: false,
          })),
        );
        const wrong = all.flatMap(({ row }, nth) =>
          all.flatMap(({ row: second }, other) => {
            const [one = -1, two = -1] = [rows[nth], rows[other]];
            const isLinked = table.isLinked(one, two) === (row.hash === second.prev);
            const isTold = (table.tag(one) === table.tag(two)) === (row.hash === second.hash);
            return isLinked && isTold ? [] : [[nth, other]];
          }),
        );
        expect(wrong).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test("keeps what is marked, in a run too", () => {
    const table = new RowTable(3);
    for (let seq = 0; seq < 2000; seq += 1) table.add(0, toRow(seq));
    const rows = [...table.rowsOf(0)];
    for (const row of rows) if (table.seq(row) % 7 === 0) table.mark(row, FLAG.again);
    const marked = rows.filter((row) => table.is(row, FLAG.again));
    expect(marked.map((row) => table.seq(row))).toEqual(
      Array.from({ length: 286 }, (_, nth) => nth * 7),
    );
  });

  test("gives other tags in another run, so that nobody can look for two lines with one", () => {
    const [one, two] = [new RowTable(), new RowTable()];
    expect(one.tag(one.add(0, toRow(1)))).not.toBe(two.tag(two.add(0, toRow(1))));
  });

  test.each([
    ["nothing", ""],
    ["a part of its hash", hashOf("1").slice(0, 62)],
    ["its hash and more", `${hashOf("1")}00`],
    ["no digits", `${hashOf("1").slice(0, 63)}x`],
  ])("takes %s for the hash of no line", (_, given) => {
    const table = new RowTable();
    const row = table.add(0, toRow(1)); // its hash is what was looked at last
    expect(table.hasHash(row, given)).toBe(false);
    expect(table.hasHash(row, hashOf("1"))).toBe(true);
    expect(table.hasPrev(row, given)).toBe(false);
  });

  const LINES = 200_000;
  const bytesALine = (unitOf: (nth: number) => number, seqOf: (nth: number) => number): number => {
    const table = new RowTable();
    collectGarbage();
    const before = process.memoryUsage().arrayBuffers;
    for (let nth = 0; nth < LINES; nth += 1)
      table.add(unitOf(nth), toRow(seqOf(nth), { line: nth + 1, offset: nth * 1800 }));
    expect(table.sizeOf(0)).toBeGreaterThan(0);
    collectGarbage();
    return (process.memoryUsage().arrayBuffers - before) / LINES;
  };
  const BATCH = 500;

  test.each([
    ["in order", () => 0, (nth: number) => nth],
    ["of ten machines, in turns", (nth: number) => nth % 10, (nth: number) => Math.floor(nth / 10)],
    [
      "in batches of which the later comes first",
      () => 0,
      (nth: number) => nth + (Math.floor(nth / BATCH) % 2 === 0 ? BATCH : -BATCH),
    ],
  ])("takes some 19 bytes for a line that comes %s", (_, unitOf, seqOf) => {
    expect(bytesALine(unitOf, seqOf)).toBeLessThan(25);
  });

  test("takes some 64 bytes for one that follows no other", () => {
    const mixed = (nth: number): number => (nth * 7919) % LINES;
    expect(bytesALine(() => 0, mixed)).toBeLessThan(72);
  });

  test("takes little for each of very many logs", () => {
    expect(
      bytesALine(
        (nth) => nth,
        () => 7,
      ),
    ).toBeLessThan(300);
  });
});
