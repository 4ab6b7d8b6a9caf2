import { describe, expect, test } from "vitest";
import { recompute } from "./forge.ts";
import { LogMaker, makeKey, toText, writeLog } from "./make-log.ts";
import { faultsOf, kindsOf, makePlace, trust, verifyPaths, writeFile } from "./setting.ts";

// Long enough that most lines are kept as a run, of which little is kept (src/audit/verify/table).
const place = makePlace();
const maker = new LogMaker().entry("start");
for (let part = 0; part < 12; part += 1) maker.records(99).entry("checkpoint");
maker.entry("stop");
const { lines } = maker;
const keys = trust(place, maker.choices.key);
let names = 0;
const asLog = (content: readonly string[]) => writeLog(`${place}/log-${(names += 1)}`, content);
const asObject = (content: readonly string[]) =>
  writeFile(place, `object-${(names += 1)}`, toText(content));
const line = (at: number): string => lines[at] ?? "";
const edited = (at: number): string => line(at).replace("alice", "carol");
const offsetOf = (content: readonly string[], at: number) =>
  Buffer.byteLength(toText(content.slice(0, at)));

/** In the first block, where blocks meet, in a later one. */
const PLACES = [3, 70, 511, 512, 513, 1150];

describe.each(PLACES)("in a long log, line %i", (at) => {
  test("that is edited is told, with its place", async () => {
    const content = lines.with(at, edited(at));
    const found = await verifyPaths([asLog(content)], keys);
    expect(faultsOf(found, "edited")).toMatchObject([
      { seqs: [at, at], at: { line: at + 1, offset: offsetOf(content, at) } },
    ]);
    expect(kindsOf(found).filter((kind) => kind !== "unproven")).toEqual(["edited"]);
  });

  test("that is gone is told, with both sides of the gap", async () => {
    const found = await verifyPaths([asLog(lines.toSpliced(at, 1))], keys);
    expect(faultsOf(found, "missing")).toMatchObject([
      { seqs: [at, at], at: { line: at }, other: { line: at + 1 } },
    ]);
  });

  test("that stands at the end again is told, with where it was", async () => {
    const found = await verifyPaths([asLog([...lines, line(at)])], keys);
    expect(found.faults.listed).toMatchObject([
      {
        kind: "duplicated",
        seqs: [at, at],
        at: { line: lines.length + 1 },
        other: { line: at + 1, offset: offsetOf(lines, at) },
      },
    ]);
  });

  test("that stands at the end as another is told to be none that was sealed", async () => {
    for (const paths of [[asLog([...lines, edited(at)])], [asObject([edited(at), ...lines])]]) {
      const found = await verifyPaths(paths, keys);
      expect(faultsOf(found, "forked")).toMatchObject([{ seqs: [at, at] }]);
      expect(faultsOf(found, "forked")[0]?.message).toContain("the one that was sealed");
    }
  });

  test("is held against an anchor", async () => {
    const { anchors } = await verifyPaths([asLog(lines)], keys);
    const [anchor] = anchors;
    const { log = "", hash = "", time = "" } = anchor ?? {};
    const prev = (/"prev":"([0-9a-f]{64})"/.exec(line(at + 1)) ?? [])[1] ?? "";
    const right = [{ log, seq: at, hash: prev, time }];
    expect((await verifyPaths([asLog(lines)], keys, { anchors: right })).verdict).toBe("proven");
    const wrong = [{ log, seq: at, hash, time }];
    const found = await verifyPaths([asLog(lines)], keys, { anchors: wrong });
    expect(faultsOf(found, "forked")).toMatchObject([{ seqs: [at, at] }]);
  });
});

describe("a long log", () => {
  test("that was delivered twice, and once more in another order, is proven, and that is counted", async () => {
    const turned = [...lines.slice(600), ...lines.slice(0, 600)];
    const found = await verifyPaths([asObject(lines), asObject(lines), asObject(turned)], keys);
    expect(found.verdict).toBe("proven");
    expect(found.logs).toMatchObject([{ again: 2 * lines.length, lines: lines.length }]);
  });

  test("of which two stretches are turned round is told where it has them", async () => {
    const turned = [...lines.slice(0, 300), ...lines.slice(600), ...lines.slice(300, 600)];
    const found = await verifyPaths([asLog(turned)], keys);
    expect(kindsOf(found)).toEqual(["reordered"]);
    expect((await verifyPaths([asObject(turned)], keys)).logs).toMatchObject([{ reordered: 1 }]);
  });

  test("that an attacker went on from, with all hashes anew, is told by signatures", async () => {
    const forged = recompute(lines, { edit: (text, seq) => (seq > 700 ? `${text} ` : text) });
    const found = await verifyPaths([asLog(forged)], keys);
    expect(kindsOf(found)).toContain("forged");
    const signed = recompute(lines, { key: makeKey() });
    const mixed = [...lines.slice(0, 701), ...signed.slice(701)];
    expect(kindsOf(await verifyPaths([asLog(mixed)], keys))).toContain("forged");
  });

  test("that goes on in two ways from one line, both with its key, is told", async () => {
    const again = new LogMaker({ ...maker.choices }).take(lines.slice(0, 701));
    again.records(99).entry("checkpoint").entry("stop");
    const found = await verifyPaths([asObject(lines), asObject(again.lines)], keys);
    expect(kindsOf(found)).toContain("forked");
  });

  test("is anchored where it is cut by --until", async () => {
    const until = maker.choices.start + 550 * 100;
    const found = await verifyPaths([asLog(lines)], keys, { until });
    expect(found).toMatchObject({ verdict: "proven", anchors: [{ seq: 600 }] });
    const anchored = await verifyPaths([asObject(lines.slice(601))], keys, {
      anchors: found.anchors,
    });
    expect(anchored.verdict).toBe("proven");
  });
});
