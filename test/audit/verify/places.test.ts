import path from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { LogMaker, makeLog, START, toText, writeLog } from "./make-log.ts";
import { faultsOf, kindsOf, makePlace, trust, verifyPaths, writeFile } from "./setting.ts";

const place = makePlace();
const log = makeLog({}, 9);
const { lines } = log;
const keys = trust(place, log.choices.key);
let names = 0;
const next = () => `${place}/${(names += 1)}`;
const fileOf = (directory: string) => path.join(directory, "log", `${"0".repeat(16)}.log`);
const offsetOf = (content: readonly string[], at: number) =>
  Buffer.byteLength(toText(content.slice(0, at)));

describe("a fault in a forwarder's own log is told with its exact place", () => {
  test("an edited line, and the lines that nothing vouches for any more", async () => {
    const edited = lines.with(3, lines[3]?.replace("alice", "carol") ?? "");
    const directory = writeLog(next(), edited);
    const found = await verifyPaths([directory], keys);
    const file = fileOf(directory);
    expect(faultsOf(found, "edited")).toMatchObject([
      { log: log.choices.log, seqs: [3, 3], at: { file, line: 4, offset: offsetOf(edited, 3) } },
    ]);
    expect(faultsOf(found, "unproven")).toMatchObject([{ seqs: [1, 2] }]);
    expect(found.faults.total).toBe(2);
  });

  test("missing lines, between the two places where they were", async () => {
    const left = lines.toSpliced(5, 2);
    const directory = writeLog(next(), left);
    const found = await verifyPaths([directory], keys);
    const file = fileOf(directory);
    expect(found.faults.listed).toMatchObject([
      { kind: "missing", seqs: [5, 6], at: { file, line: 5 }, other: { file, line: 6 } },
    ]);
  });

  test("a file that is gone from the middle", async () => {
    const directory = writeLog(next(), [...lines.slice(0, 5), ...lines.slice(9)], [0]);
    const found = await verifyPaths([directory], keys);
    expect(faultsOf(found, "missing")).toMatchObject([{ seqs: [5, 8] }]);
  });

  test("the same line again, and where it was before", async () => {
    const directory = writeLog(next(), lines.toSpliced(7, 0, lines[2] ?? ""));
    const found = await verifyPaths([directory], keys);
    expect(found.faults.listed).toMatchObject([
      { kind: "duplicated", seqs: [2, 2], at: { line: 8 }, other: { line: 3 } },
    ]);
  });

  test("a line that was moved, once", async () => {
    const moved = lines.toSpliced(2, 1).toSpliced(8, 0, lines[2] ?? "");
    const found = await verifyPaths([writeLog(next(), moved)], keys);
    expect(found.faults.listed).toMatchObject([
      { kind: "reordered", seqs: [2, 2], at: { line: 9 }, other: { line: 8 } },
    ]);
  });

  test("a signature that does not hold", async () => {
    const last = lines.length - 1;
    const broken = lines.with(last, lines[last]?.replace(/"sig":"./, '"sig":"x') ?? "");
    expect(kindsOf(await verifyPaths([writeLog(next(), broken)], keys))).toContain("foreign");
    const sig = /"sig":"(.)/.exec(lines[last] ?? "")?.[1] === "0" ? "1" : "0";
    const wrong = lines.with(last, lines[last]?.replace(/"sig":"./, `"sig":"${sig}`) ?? "");
    const found = await verifyPaths([writeLog(next(), wrong)], keys);
    expect(faultsOf(found, "forged")).toMatchObject([{ seqs: [last, last] }]);
  });

  test("two lines with one number", async () => {
    const edited = lines[3]?.replace("alice", "carol") ?? "";
    const found = await verifyPaths([writeLog(next(), lines.toSpliced(3, 0, edited))], keys);
    expect(faultsOf(found, "forked")).toMatchObject([{ at: { line: 4 }, other: { line: 5 } }]);
    expect(faultsOf(found, "forked")[0]?.message).toContain("which is the one that was sealed");
  });
});

describe("where a log begins", () => {
  const middle = lines.slice(4);

  test("later than with line 0 is a fault", async () => {
    const found = await verifyPaths([writeLog(next(), middle, [0])], keys);
    expect(faultsOf(found, "missing")).toMatchObject([{ seqs: [0, 3] }]);
  });

  test("is no fault where that is meant, and it is said what is not proven", async () => {
    const object = writeFile(place, `object-${(names += 1)}`, toText(middle));
    const found = await verifyPaths([object], keys, { fromMiddle: true });
    expect(found.verdict).toBe("proven");
    expect(found.logs[0]?.notes.join()).toContain("nothing is proven of the 4 lines before it");
  });

  test("is no fault where it goes on from an anchor, and is one from a wrong one", async () => {
    const before = writeFile(place, `object-${(names += 1)}`, toText(lines.slice(0, 5)));
    const { anchors } = await verifyPaths([before], keys, { now: START });
    const after = writeFile(place, `object-${(names += 1)}`, toText(lines.slice(5)));
    expect((await verifyPaths([after], keys, { anchors })).verdict).toBe("proven");
    const wrong = anchors.map((anchor) => Object.assign({}, anchor, { hash: "0".repeat(64) }));
    expect(kindsOf(await verifyPaths([after], keys, { anchors: wrong }))).toEqual(["missing"]);
  });

  test("is no fault where another source has what is before", async () => {
    const local = `${next()}/log`;
    writeFile(local, `${"4".padStart(16, "0")}.log`, toText(middle));
    const object = writeFile(place, `object-${(names += 1)}`, toText(lines));
    const found = await verifyPaths([local, object], keys);
    expect(found.verdict).toBe("proven");
    expect(found.logs).toHaveLength(2);
  });
});

describe("where a log ends", () => {
  const open = new LogMaker().entry("start").records(2).entry("checkpoint").records(3);
  const openKeys = trust(place, open.choices.key);

  test("in lines not yet sealed, they are named with their window", async () => {
    const directory = writeLog(next(), open.lines);
    const found = await verifyPaths([directory], openKeys, { now: open.now });
    expect(found.verdict).toBe("proven");
    expect(found.logs[0]).toMatchObject({
      sealedTo: { seq: 3 },
      unsealed: { lines: 3, seqs: [4, 6], from: START + 400, to: START + 600, at: { line: 5 } },
    });
  });

  test.each([
    [180_000, []],
    [181_000, ["silent"]],
  ])("%i ms after its last checkpoint, silence is %j", async (later, kinds) => {
    const object = writeFile(place, `object-${(names += 1)}`, toText(open.lines));
    const now = START + 300 + later;
    expect(kindsOf(await verifyPaths([object], openKeys, { now }))).toEqual(kinds);
  });

  const DAY_MS = 86_400_000;
  const STOP = START + (lines.length - 1) * 100;

  test("with a stop, silence is meant for a day, and named", async () => {
    const found = await verifyPaths([writeLog(next(), lines)], keys, { now: STOP + DAY_MS });
    expect(found.verdict).toBe("proven");
    expect(found.logs[0]?.notes.join()).toContain("was told to stop");
  });

  test("with a stop of more than a day ago, its end is not proven, and said not to be", async () => {
    const directory = writeLog(next(), lines);
    const object = writeFile(place, `object-${(names += 1)}`, toText(lines));
    for (const paths of [[directory], [object], [directory, object]]) {
      const found = await verifyPaths(paths, keys, { now: STOP + DAY_MS + 1 });
      expect(found.verdict).toBe("not proven");
      expect(kindsOf(found)).toEqual([]);
      expect(found.logs.map(({ notes }) => notes.join()).join()).toContain("its end is not proven");
    }
  });

  test("with a stop of whenever, it is proven where the machine is meant to be stopped", async () => {
    const [other, sleeping] = ["web-2", "web-1"].map((host) =>
      makeLog({ key: log.choices.key, host }, 3),
    );
    const paths = [other, sleeping].map((each) => writeLog(next(), each?.lines ?? []));
    const now = START + 1e11;
    const one = await verifyPaths(paths, keys, { now, stopped: ["web-1", "web-3"] });
    expect(one.logs.map(({ machine, verdict }) => [machine, verdict])).toEqual([
      ["web-1", "proven"],
      ["web-2", "not proven"],
    ]);
    expect(one.verdict).toBe("not proven");
    const both = await verifyPaths(paths, keys, { now, stopped: ["web-1", "web-2"] });
    expect(both.verdict).toBe("proven");
    expect(both.logs[0]?.notes.join()).toContain("and did, as is meant");
  });

  test("with a stop, and one day is looked at, it is proven of that day", async () => {
    const found = await verifyPaths([writeLog(next(), lines)], keys, {
      now: START + 1e11,
      until: STOP + DAY_MS,
    });
    expect(found.verdict).toBe("proven");
  });

  test("cut back to an earlier stop, it is not proven a day later", async () => {
    const twice = new LogMaker().entry("start").record().entry("stop");
    const upTo = twice.lines.length;
    twice.entry("start").record().entry("checkpoint");
    const pair = trust(place, twice.choices.key);
    const whole = writeLog(next(), twice.lines);
    expect((await verifyPaths([whole], pair, { now: twice.now })).verdict).toBe("proven");
    const cut = writeLog(next(), twice.lines.slice(0, upTo));
    const now = twice.now + DAY_MS;
    expect((await verifyPaths([cut], pair, { now })).verdict).toBe("not proven");
    // That the machine is meant to be stopped hides nothing else.
    const silent = await verifyPaths([whole], pair, { now, stopped: ["web-1"] });
    expect(kindsOf(silent)).toEqual(["silent"]);
  });

  test("with a stop, and goes on after more than a day, is proven", async () => {
    const paused = new LogMaker().entry("start").entry("stop");
    const [start, stop] = paused.lines;
    expect(stop).toBeDefined();
    const late = new LogMaker({ ...paused.choices, start: START + 3 * DAY_MS });
    // The same two lines first, and the third three days later.
    late.take([start ?? "", stop ?? ""]).entry("start");
    const pair = trust(place, paused.choices.key);
    const found = await verifyPaths([writeLog(next(), late.lines)], pair, { now: late.now });
    expect(found.verdict).toBe("proven");
  });

  test("is only asked for up to --until", async () => {
    const end = makeLog({ key: log.choices.key }, 9).lines.with(9, "x");
    const object = writeFile(place, `object-${(names += 1)}`, toText(end));
    expect(kindsOf(await verifyPaths([object], keys))).toContain("missing");
    const broken = lines.with(9, lines[9]?.replace("alice", "carol") ?? "");
    const file = writeFile(place, `object-${(names += 1)}`, toText(broken));
    expect(kindsOf(await verifyPaths([file], keys))).toContain("edited");
    const found = await verifyPaths([file], keys, { until: START + 350 });
    expect(found.verdict).toBe("proven");
    expect(found.logs[0]?.last?.seq).toBe(4);
  });

  test("damaged, and a new one goes on: it must still have the line that is named", async () => {
    const { anchors } = await verifyPaths([writeLog(next(), open.lines)], openKeys, {
      now: open.now,
    });
    const after = { log: open.choices.log, seq: 3, head: anchors[0]?.hash };
    const second = new LogMaker({ key: open.choices.key });
    second.entry("start", { after }).entry("incident", { what: "log-cut" }).entry("stop");
    const [one, two] = [writeLog(next(), open.lines), writeLog(next(), second.lines)];
    const found = await verifyPaths([one, two], openKeys);
    expect(found.verdict).toBe("proven");
    expect(found.logs.map(({ notes }) => notes.join()).join()).toMatch(
      /goes on as .*began after .*found: log-cut/,
    );
    const short = writeLog(next(), open.lines.slice(0, 2));
    expect(kindsOf(await verifyPaths([short, two], openKeys))).toEqual(["cut back"]);
  });
});

describe("records' own MACs", () => {
  test("hold with the key of the spool", async () => {
    const { spoolKey } = log.choices;
    const found = await verifyPaths([writeLog(next(), lines)], keys, { spoolKey });
    expect(found.verdict).toBe("proven");
    expect(found.logs[0]?.notes.join()).toContain("9 MACs of records hold");
  });

  test("do not hold with another, unless the log is one of several machines'", async () => {
    const spoolKey = Buffer.alloc(32);
    const found = await verifyPaths([writeLog(next(), lines)], keys, { spoolKey });
    expect(faultsOf(found, "forged")).toHaveLength(9);
    const other = makeLog({ key: log.choices.key, spoolKey });
    const paths = [writeLog(next(), lines), writeLog(next(), other.lines)];
    const both = await verifyPaths(paths, keys, { spoolKey });
    expect(both.verdict).toBe("proven");
    expect(both.logs[0]?.notes.join()).toContain("another machine's");
  });

  test("hold of a record with characters of several bytes", async () => {
    const wide = new LogMaker().entry("start").record({}, { message: "né 漢 \u{1f600}" });
    wide.entry("stop");
    const { key, spoolKey } = wide.choices;
    const object = writeFile(place, "wide.gz", gzipSync(toText(wide.lines)));
    const found = await verifyPaths([object], trust(place, key), { spoolKey });
    expect(found.verdict).toBe("proven");
    expect(found.logs[0]?.notes.join()).toContain("1 MACs");
  });
});
