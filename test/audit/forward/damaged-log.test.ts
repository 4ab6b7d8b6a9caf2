import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openLogReader } from "../../../src/audit/forward/file-log-reader.ts";
import { Forwarder } from "../../../src/audit/forward/forwarder.ts";
import { History } from "../../../src/audit/forward/history.ts";
import type { Gap } from "../../../src/audit/forward/read-log-file.ts";
import { FakeClock } from "./fake-clock.ts";
import { LogOnDisk } from "./sample-log.ts";
import { ScriptedSink } from "./scripted-sink.ts";
import { sealNothing } from "./seal-nothing.ts";

const FIRST_FILE = "0000000000000000.log";
const MIB = 1024 * 1024;

let audit: string;
let disk: LogOnDisk;
let first: string;

beforeEach(() => {
  audit = mkdtempSync(path.join(tmpdir(), "toolgate-damaged-"));
  disk = new LogOnDisk(path.join(audit, "log"), 30);
  first = path.join(audit, "log", FIRST_FILE);
  disk.addMany(30, { size: 300_000 });
  disk.addMany(10);
});
afterEach(() => rmSync(audit, { recursive: true }));

/** What a file system leaves of blocks that did not come to the disk. */
function makeHole(offset: number, bytes: number): void {
  const descriptor = openSync(first, "r+");
  writeSync(descriptor, Buffer.alloc(bytes), 0, bytes, offset);
  closeSync(descriptor);
}

/** Everything that the reader gives, and what it is told to be none of it. */
async function readAll(most = { lines: 500, bytes: 4 * MIB }) {
  const gaps: Gap[] = [];
  const reader = openLogReader(
    audit,
    () => disk.head,
    (_, gap) => gaps.push(gap),
  );
  const lines: { readonly seq: number; readonly text: string }[] = [];
  for (let at = reader.first(); at !== undefined;) {
    const stretch = await reader.read(at, most);
    if (stretch.lines.length === 0) return { lines, gaps, end: at };
    for (const { seq, bytes } of stretch.lines)
      lines.push({ seq, text: Buffer.from(bytes).toString() });
    at = stretch.next;
  }
  return { lines, gaps, end: undefined };
}

/** Numbers and texts of the lines that still stand in the log as they were sealed. */
function listWhole() {
  const found = new Set(readFileSync(first, "latin1").split("\n"));
  return disk.log.lines.flatMap((text, seq) => (seq >= 30 || found.has(text) ? { seq, text } : []));
}

describe.each([5 * MIB, 2 * MIB])("a hole of %d bytes in the log", (bytes) => {
  test("is gone over, and every whole line behind it is read under its own number", async () => {
    makeHole(MIB, bytes);
    const whole = listWhole();
    expect(whole.length).toBeGreaterThan(20);
    const { lines, gaps, end } = await readAll();
    expect(lines).toEqual(whole);
    expect(end?.seq).toBe(40);
    expect(gaps).toEqual([{ file: FIRST_FILE, offset: expect.any(Number), bytes: gaps[0]?.bytes }]);
    expect(gaps[0]?.bytes).toBeGreaterThan(bytes);
    expect((await readAll({ lines: 3, bytes: 100_000 })).lines).toEqual(whole);
  });

  test("at the end of a file leads to the next one", async () => {
    const { length } = readFileSync(first);
    makeHole(length - bytes, bytes);
    const { lines, gaps } = await readAll();
    expect(lines).toEqual(listWhole());
    expect(gaps).toHaveLength(1);
  });
});

describe("a damaged log", () => {
  test("of which a file was cut in the middle of a line is read on, and that is said", async () => {
    truncateSync(first, 3_000_000);
    const { lines, gaps } = await readAll();
    expect(lines).toEqual(listWhole());
    expect(gaps).toHaveLength(1);
  });

  test("whose lines have run together is numbered right behind them", async () => {
    makeHole(readFileSync(first).indexOf("\n"), 1);
    const { lines, end } = await readAll({ lines: 2, bytes: MIB });
    expect(lines.slice(2)).toEqual(listWhole().slice(1));
    expect(end?.seq).toBe(40);
  });

  test("is told to the operator once, whatever the number of sinks, and counted", async () => {
    makeHole(MIB, 5 * MIB);
    const told: string[] = [];
    const sinks = [new ScriptedSink({ name: "one" }), new ScriptedSink({ name: "two" })];
    const tell = (line: string): void => void told.push(line);
    const forwarder = new Forwarder({
      sealing: sealNothing(() => disk.head),
      endSources: async () => {},
      audit,
      sinks,
      keepDays: 7,
      clock: new FakeClock(),
      random: () => 1,
      history: new History(0, tell),
      tell,
    });
    expect(await forwarder.once()).toBe(true);
    const whole = listWhole().map(({ seq }) => seq);
    for (const { arrived } of sinks) expect(arrived).toEqual(whole);
    expect(told).toEqual([
      expect.stringMatching(
        /^the log is damaged: log\/0{16}\.log at byte \d+: \d{7} bytes are no line and cannot be shipped$/,
      ),
    ]);
    expect(forwarder.skippedBytes).toBeGreaterThan(5 * MIB);
  });
});
