import { mkdirSync, renameSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { readKeys } from "../../../src/audit/verify/trust/key-ring.ts";
import { recompute } from "./forge.ts";
import { LogMaker, makeKey, makeLog, START, toText, writeLog } from "./make-log.ts";
import { faultsOf, kindsOf, makePlace, trust, verifyPaths, writeFile } from "./setting.ts";

const place = makePlace();
const log = makeLog({}, 9);
const { lines } = log;
const keys = trust(place, log.choices.key);
let names = 0;
const asLog = (content: readonly string[]) => writeLog(`${place}/log-${(names += 1)}`, content);
const asObject = (content: readonly string[]) =>
  writeFile(place, `object-${(names += 1)}`, toText(content));

/** Back to a checkpoint: what is left is without a flaw. */
const CHECKPOINT = 4;
const cutBack = lines.slice(0, CHECKPOINT + 1);

describe("an attacker who makes all hashes anew", () => {
  test.each([
    ["edits a record", recompute(lines, { edit: (text) => text.replace("alice", "mallory") })],
    ["takes out a record", recompute(lines.toSpliced(2, 1))],
    ["takes out a whole stretch between checkpoints", recompute(lines.toSpliced(4, 4))],
    ["turns two records round", recompute(lines.with(1, lines[2] ?? "").with(2, lines[1] ?? ""))],
    ["signs with a key of his own", recompute(lines, { key: makeKey() })],
    ["gives the log another name", recompute(lines, { log: "f".repeat(32) })],
  ])("and %s is found out by signatures", async (_, forged) => {
    for (const paths of [[asLog(forged)], [asObject(forged)]]) {
      const found = await verifyPaths(paths, keys);
      expect(found.verdict).toBe("faults");
      expect(kindsOf(found)).toContain("forged");
    }
  });

  test("and takes the signatures out is found out by entries without one", async () => {
    const unsigned = lines.map((line) => line.replace(/,"sig":"[^"]*"/, ""));
    const found = await verifyPaths([asLog(recompute(unsigned))], keys);
    expect(kindsOf(found)).toContain("forged");
  });

  test("is not found out by whoever has no key, and is told so", async () => {
    const forged = recompute(lines, {
      key: makeKey(),
      edit: (text) => text.replace("alice", "eve"),
    });
    const found = await verifyPaths([asLog(forged)], []);
    expect(found.verdict).toBe("chain only");
    expect(found.faults.total).toBe(0);
  });

  test("and swaps the key is told with the name of the key that the log claims", async () => {
    const found = await verifyPaths([asLog(recompute(lines, { key: makeKey() }))], keys);
    const [fault] = faultsOf(found, "forged");
    expect(fault?.message).toContain("none of the keys that are trusted; it names the key 0000");
  });

  test("and swaps the key in the middle of the log is found out there", async () => {
    const [start, ...rest] = recompute(lines, { key: makeKey() });
    const found = await verifyPaths([asLog([lines[0] ?? start ?? "", ...rest])], keys);
    expect(kindsOf(found)).toEqual(expect.arrayContaining(["edited", "forged"]));
  });
});

describe("an attacker who cuts back to a checkpoint", () => {
  const now = log.now;

  test("is not seen at once by what is left alone", async () => {
    const found = await verifyPaths([asLog(cutBack)], keys, { now });
    expect(found.verdict).toBe("proven");
  });

  test("is shown by silence", async () => {
    const found = await verifyPaths([asLog(cutBack)], keys, { now: now + 181_000 });
    expect(faultsOf(found, "silent")).toMatchObject([{ seqs: [CHECKPOINT, CHECKPOINT] }]);
  });

  test("is shown by an anchor", async () => {
    const whole = await verifyPaths([asLog(lines)], keys, { now });
    const { anchors } = whole;
    expect(anchors).toMatchObject([{ seq: lines.length - 1 }]);
    const found = await verifyPaths([asLog(cutBack)], keys, { now, anchors });
    expect(faultsOf(found, "cut back")[0]?.message).toContain(`ends with line ${CHECKPOINT}`);
    expect((await verifyPaths([asLog(lines)], keys, { now, anchors })).verdict).toBe("proven");
  });

  test("is shown by what was delivered before", async () => {
    const found = await verifyPaths([asLog(cutBack), asObject(lines)], keys, { now });
    expect(faultsOf(found, "cut back")).toMatchObject([
      { seqs: [CHECKPOINT + 1, lines.length - 1] },
    ]);
  });

  test("of what was delivered is shown by the machine's own log, when it is late", async () => {
    const paths = [asLog(lines), asObject(cutBack)];
    const soon = await verifyPaths(paths, keys, { now });
    expect(soon.verdict).toBe("proven");
    expect(soon.logs[0]?.notes.join()).toContain("9 more that are not delivered yet");
    const later = await verifyPaths(paths, keys, { now: now + 7_200_000 });
    expect(kindsOf(later)).toEqual(["late"]);
  });

  test("and goes on with a tail of his own is shown as not yet sealed, then as forged or by silence", async () => {
    const tail = recompute([...cutBack, ...lines.slice(1, 3)]).slice(cutBack.length);
    const soon = await verifyPaths([asLog([...cutBack, ...tail])], keys, { now });
    expect(soon.logs[0]?.unsealed).toMatchObject({ lines: 2, seqs: [5, 6] });
    const later = await verifyPaths([asLog([...cutBack, ...tail])], keys, { now: now + 181_000 });
    expect(kindsOf(later)).toEqual(["silent"]);
    const signed = recompute([...cutBack, ...lines.slice(1, 5)], { key: makeKey() });
    const forged = [...cutBack, ...signed.slice(cutBack.length)];
    expect(kindsOf(await verifyPaths([asLog(forged)], keys, { now }))).toContain("forged");
  });

  test("and goes on for long without a checkpoint is shown by that", async () => {
    const record = lines[1] ?? "";
    const many = recompute([...cutBack, ...Array.from({ length: 2100 }, () => record)]);
    const forged = [...cutBack, ...many.slice(cutBack.length)];
    const found = await verifyPaths([asLog(forged)], keys, { now });
    expect(faultsOf(found, "forged")[0]?.message).toContain("2100 lines without a checkpoint");
  });

  test("whose machine goes on from there is shown by two lines with one number", async () => {
    const later = new LogMaker(log.choices);
    later.lines.push(...cutBack);
    const forked = [...cutBack, ...makeLog(log.choices, 9).lines.slice(CHECKPOINT + 1)];
    const found = await verifyPaths([asObject(lines), asObject(forked)], keys, { now });
    expect(kindsOf(found)).toContain("forked");
  });

  test("to nothing is shown by the anchor of that log", async () => {
    const { anchors } = await verifyPaths([asLog(lines)], keys, { now });
    const other = makeLog({ key: log.choices.key });
    const found = await verifyPaths([asLog(other.lines)], keys, { now, anchors });
    expect(faultsOf(found, "cut back")[0]?.message).toContain("nothing of this log is here");
  });
});

describe("an attacker with two machines' logs", () => {
  const other = makeLog({ host: "web-2" }, 9);
  const both = [...keys, ...trust(place, other.choices.key)];

  test("who puts lines of one into the other is found out", async () => {
    const spliced = lines.toSpliced(3, 1, other.lines[3] ?? "");
    const found = await verifyPaths([asLog(spliced)], both);
    expect(kindsOf(found)).toEqual(["missing", "unproven"]);
    expect(faultsOf(found, "missing")).toHaveLength(2);
  });

  test("who renames them too is found out", async () => {
    const renamed = recompute(other.lines, { log: log.choices.log });
    const found = await verifyPaths([asLog(lines.toSpliced(3, 1, renamed[3] ?? ""))], both);
    expect(faultsOf(found, "edited")).toMatchObject([{ seqs: [3, 3] }]);
  });

  test("who signs one with the other's key is found out where keys are kept by machine", async () => {
    const forged = recompute(lines, { key: other.choices.key });
    const directory = path.join(place, "keys");
    mkdirSync(directory, { recursive: true });
    trust(directory, log.choices.key, "web-1.pub");
    trust(directory, other.choices.key, path.join("web-2", "seal.pub"));
    const byMachine = readKeys([directory]);
    expect(byMachine.map(({ host }) => host)).toEqual(["web-1", "web-2"]);
    const found = await verifyPaths([asLog(forged)], byMachine);
    const messages = found.faults.listed.map(({ message }) => message);
    expect(messages).toContainEqual(
      "says that it is of the machine web-1, and is signed with the key of web-2",
    );
    expect(messages).toContainEqual("there is no line of the machine web-1, whose key is given");
    const honest = await verifyPaths([asObject([...lines, ...other.lines])], byMachine);
    expect(honest.verdict).toBe("proven");
  });
});

describe("an attacker who can add lines to what is delivered", () => {
  const other = makeKey();
  const trusted = [...keys, ...trust(place, other)];

  test("by a machine's key that is trusted cannot take another's log over", async () => {
    const [start = ""] = recompute(lines, { key: other });
    const found = await verifyPaths([asObject([start, ...lines])], trusted);
    expect(found.logs).toMatchObject([{ key: keys[0]?.file, lines: lines.length }]);
    expect(found.faults.listed).toMatchObject([{ kind: "forked", seqs: [0, 0] }]);
  });

  test("with signatures of nobody cannot keep the right ones from being found", async () => {
    const unknown = recompute(lines, { key: makeKey() });
    const many = Array.from({ length: 40 }, () => unknown[0] ?? "");
    const found = await verifyPaths([asObject([...many, ...lines])], trusted);
    expect(found.faults.listed).toMatchObject([{ kind: "forked", seqs: [0, 0] }]);
  });
});

describe("an attacker who gives out an old log for a new one", () => {
  test("by another file name is found out by the name", async () => {
    const directory = asLog(lines);
    const [from, to] = ["0".repeat(16), "42".padStart(16, "0")];
    renameSync(
      path.join(directory, "log", `${from}.log`),
      path.join(directory, "log", `${to}.log`),
    );
    expect(kindsOf(await verifyPaths([directory], keys))).toEqual(["misplaced"]);
  });

  test("beside the true one changes nothing: it is the same lines again", async () => {
    const found = await verifyPaths([asObject(lines), asObject(lines)], keys);
    expect(found.verdict).toBe("proven");
    expect(found.logs).toMatchObject([{ again: lines.length, lines: lines.length }]);
  });

  test("in its place is shown by silence", async () => {
    const old = lines.slice(0, -1);
    const found = await verifyPaths([asObject(old)], keys, { now: START + 86_400_000 });
    expect(kindsOf(found)).toEqual(["silent"]);
  });
});
