import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Head, openLogReader } from "../../../src/audit/forward/file-log-reader.ts";
import {
  findForgettable,
  findForgettableLogs,
} from "../../../src/audit/forward/find-forgettable.ts";
import type { LogPosition, LogReader } from "../../../src/audit/forward/log-position.ts";
import { UnsentBytes } from "../../../src/audit/forward/unsent.ts";
import { LogOnDisk } from "./sample-log.ts";

const MOST = { lines: 30, bytes: 100_000 };
const DAY_MS = 86_400_000;

let audit: string;
let disk: LogOnDisk;
let reader: LogReader;

beforeEach(() => {
  audit = mkdtempSync(path.join(tmpdir(), "toolgate-reader-"));
  disk = new LogOnDisk(path.join(audit, "log"), 100);
  reader = openLogReader(audit, () => disk.head);
});
afterEach(() => rmSync(audit, { recursive: true }));

function firstOf(log: LogReader): LogPosition {
  const first = log.first();
  if (first === undefined) throw new Error("there is no line");
  return first;
}

/** Everything from there on, read in batches. */
async function readAll(from = reader.first(), most = MOST, using = reader) {
  const lines: string[] = [];
  let at: LogPosition | undefined = from;
  while (at !== undefined) {
    const stretch = await using.read(at, most);
    expect(stretch.lines.length).toBeLessThanOrEqual(most.lines);
    for (const { bytes } of stretch.lines) lines.push(Buffer.from(bytes).toString());
    at = stretch.lines.length > 0 ? stretch.next : undefined;
  }
  return lines;
}

describe("the log's reader", () => {
  test("reads every line once, across files", async () => {
    disk.addMany(330);
    expect(await readAll()).toEqual(disk.log.lines);
  });

  test("numbers lines as they are numbered in the log, from any place", async () => {
    disk.addMany(250);
    const first = await reader.read(firstOf(reader), MOST);
    const second = await reader.read(first.next, MOST);
    expect(second.lines.map(({ seq }) => seq)).toEqual([...Array(30).keys()].map((n) => n + 30));
    expect(await readAll(first.next)).toEqual(disk.log.lines.slice(30));
  });

  test("reads a line that is longer than a batch alone", async () => {
    disk.addMany(3, { size: 900_000 });
    expect(await readAll()).toEqual(disk.log.lines);
  });

  test("reads nothing behind the head: it may be taken back", async () => {
    disk.addMany(10);
    appendFileSync(path.join(audit, "log", disk.head.file), "a line that is not synced\n");
    expect(await readAll()).toEqual(disk.log.lines);
  });

  test("goes on where it ended when more is appended, also in a next file", async () => {
    disk.addMany(95);
    const { next } = await reader.read(firstOf(reader), { lines: 1000, bytes: 1_000_000 });
    disk.addMany(110);
    expect(await readAll(next)).toEqual(disk.log.lines.slice(95));
  });

  test("passes over files that were forgotten", async () => {
    disk.addMany(250);
    const start = reader.first();
    rmSync(path.join(audit, "log", "0000000000000000.log"));
    expect(await readAll(start)).toEqual(disk.log.lines.slice(100));
  });

  test("reads what is left of a damaged log before the one that came after it", async () => {
    disk.addMany(120, { at: 1000 });
    renameSync(path.join(audit, "log"), path.join(audit, `log-${disk.log.id}`));
    const later = new LogOnDisk(path.join(audit, "log"), 100);
    later.addMany(40, { at: 2000 });
    const both = openLogReader(audit, () => later.head);
    expect(await readAll(both.first(), MOST, both)).toEqual([
      ...disk.log.lines,
      ...later.log.lines,
    ]);
    const inside = { log: disk.log.id, seq: 110, file: "", offset: 0 };
    expect(both.compare(inside, firstOf(both))).toBeGreaterThan(0);
    expect(both.compare(inside, { ...inside, log: later.log.id, seq: 0 })).toBeLessThan(0);
  });

  test("reads a log whose first line is damaged, as it stands", async () => {
    disk.addMany(120, { at: 1000 });
    const whole = disk.log.lines;
    const file = path.join(audit, "log", "0000000000000000.log");
    writeFileSync(file, readFileSync(file, "utf8").replace('"seal"', '"sea1"'));
    const lines = await readAll(openLogReader(audit, () => disk.head).first());
    expect(lines.slice(1)).toEqual(whole.slice(1));
    expect(lines[0]).toBe(whole[0]?.replace('"seal"', '"sea1"'));
    renameSync(path.join(audit, "log"), path.join(audit, `log-${disk.log.id}`));
    const later = new LogOnDisk(path.join(audit, "log"), 100);
    later.addMany(40, { at: 2000 });
    const both = openLogReader(audit, () => later.head);
    expect(await readAll(both.first(), MOST, both)).toEqual([...lines, ...later.log.lines]);
  });

  test("goes on in the log that is written when its first line comes late", async () => {
    disk.addMany(120, { at: 1000 });
    renameSync(path.join(audit, "log"), path.join(audit, `log-${disk.log.id}`));
    const later = new LogOnDisk(path.join(audit, "log"), 100);
    const both = openLogReader(audit, () => later.head);
    const { next } = await both.read(firstOf(both), { lines: 1000, bytes: 1_000_000 });
    expect(await readAll(next, MOST, both)).toEqual(disk.log.lines.slice(100));
    later.addMany(40, { at: 2000 });
    expect(await readAll(next, MOST, both)).toEqual([
      ...disk.log.lines.slice(100),
      ...later.log.lines,
    ]);
  });

  test("has passed nothing of a log that it does not know", async () => {
    disk.addMany(120);
    const { next } = await reader.read(firstOf(reader), MOST);
    expect(reader.hasPassed(next, firstOf(reader))).toBe(true);
    expect(reader.hasPassed(next, { ...next, log: "0".repeat(32), seq: 0 })).toBe(false);
    expect(reader.hasPassed({ ...next, log: "0".repeat(32) }, firstOf(reader))).toBe(false);
  });

  test("takes a copy of the log that somebody left beside it for no other log", async () => {
    disk.addMany(120, { at: 1000 });
    for (const name of ["log-backup", `log-${disk.log.id}`])
      cpSync(path.join(audit, "log"), path.join(audit, name), { recursive: true });
    expect(await readAll(openLogReader(audit, () => disk.head).first())).toEqual(disk.log.lines);
  });

  test("leaves what may be forgotten of a damaged log to the days that are kept", async () => {
    disk.addMany(20, { at: 1000 });
    renameSync(path.join(audit, "log"), path.join(audit, `log-${disk.log.id}`));
    new LogOnDisk(path.join(audit, "log")).addMany(10, { at: DAY_MS });
    const find = (now: number, arrived: boolean) =>
      findForgettableLogs(audit, { keepDays: 7, now, current: "", hasArrived: () => arrived });
    expect(find(9 * DAY_MS, true)).toEqual([disk.log.id]);
    expect(find(9 * DAY_MS, false)).toEqual([]);
    expect(find(7 * DAY_MS, true)).toEqual([]);
  });

  test("begins anew with a cursor of a log that is gone", async () => {
    disk.addMany(20);
    const gone = { log: "0".repeat(32), seq: 7, file: "0000000000000000.log", offset: 70 };
    expect(await readAll(gone)).toEqual(disk.log.lines);
  });

  test("has nothing where there is no log", async () => {
    const none: Head = { log: "", file: "", offset: 0 };
    expect(openLogReader(path.join(audit, "nowhere"), () => none).first()).toBeUndefined();
  });
});

describe("a cursor", () => {
  const FIRST_FILE = "0000000000000000.log";
  const SECOND_FILE = "0000000000000100.log";
  let good: LogPosition;

  beforeEach(async () => {
    disk.addMany(250);
    good = (await reader.read({ ...firstOf(reader), seq: 100, file: SECOND_FILE }, MOST)).next;
  });

  test("that stands between two lines stays, at the start and the end of a file too", async () => {
    expect(await reader.settle(good)).toBe(good);
    const start = { ...good, seq: 100, offset: 0 };
    expect(await reader.settle(start)).toBe(start);
    const end = { ...disk.head, seq: 250 };
    expect(await reader.settle(end)).toBe(end);
  });

  test("that stands behind a damaged line, or in a file that was forgotten, stays", async () => {
    const file = path.join(audit, "log", SECOND_FILE);
    const text = readFileSync(file, "utf8");
    const { length } = Buffer.from(`${disk.log.lines[129] ?? ""}\n`);
    const line = text.slice(good.offset - length, good.offset);
    writeFileSync(file, text.replace(line, line.replace('"seal"', '"sea1"')));
    expect(await reader.settle(good)).toBe(good);
    rmSync(path.join(audit, "log", FIRST_FILE));
    const forgotten = { ...good, seq: 30, file: FIRST_FILE };
    const late = openLogReader(audit, () => disk.head);
    expect(await late.settle(forgotten)).toBe(forgotten);
  });

  test.each([
    ["behind the end of its file", { offset: 10_000_000 }],
    ["in the middle of a line", { offset: 77 }],
    ["at another line than it says", { seq: 131 }],
    ["at the start of a file of another number", { seq: 70, offset: 0 }],
  ])("that stands %s goes back to the start of its file", async (_, change) => {
    const damaged = { ...good, ...change };
    expect(await reader.settle(damaged)).toEqual({ ...good, seq: 100, offset: 0 });
    expect(await readAll(await reader.settle(damaged))).toEqual(disk.log.lines.slice(100));
  });

  test.each(["../../keys/spool.key", "0000000000000999.log", ""])(
    "that names the file %j, which is none of the log, goes back to the start of the log",
    async (file) => {
      expect(await reader.settle({ ...good, file })).toEqual(firstOf(reader));
    },
  );
});

describe("what is unsent", () => {
  test("is counted by user, and less when it has arrived everywhere", async () => {
    disk.addMany(60, { uid: 1 });
    disk.addMany(60, { uid: 2 });
    const bytesOf = (uid: number) =>
      disk.log.lines
        .filter((line) => line.includes(`"uid":${uid},`))
        .reduce((sum, line) => sum + line.length + 1, 0);
    const unsent = new UnsentBytes(reader, undefined);
    await unsent.follow();
    expect([unsent.of(1), unsent.of(2), unsent.of(3)]).toEqual([bytesOf(1), bytesOf(2), 0]);
    disk.addMany(10, { uid: 3 });
    await unsent.follow();
    expect(unsent.of(3)).toBe(bytesOf(3));
    unsent.release(() => false);
    expect(unsent.of(1)).toBe(bytesOf(1));
    unsent.release(() => true);
    expect([unsent.of(1), unsent.of(2), unsent.of(3)]).toEqual([0, 0, 0]);
  });
});

describe("what may be forgotten", () => {
  const now = 100 * DAY_MS;
  const find = (keepDays: number, sent: number) =>
    findForgettable({
      directory: path.join(audit, "log"),
      keepDays,
      now,
      current: disk.log.id,
      hasArrived: (seq) => sent >= seq,
    });

  beforeEach(() => {
    // Files that begin 10, 8 and 1 days ago, and one that is written.
    for (const days of [10, 8, 1, 0]) disk.addMany(100, { at: now - days * DAY_MS });
  });

  test("is whole files, old enough, that every sink has", () => {
    expect(find(7, 400)).toBe(100);
    expect(find(0.5, 400)).toBe(200);
    expect(find(0, 400)).toBe(300);
    expect(find(0, 250)).toBe(200);
    expect(find(7, 99)).toBeUndefined();
    expect(find(30, 400)).toBeUndefined();
  });
});
