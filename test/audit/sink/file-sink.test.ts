import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { open as openFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openFileSink } from "../../../src/audit/sink/file/file-sink.ts";
import { makeLines, never, textOf } from "./line.ts";

const HOUR = 3_600_000;

/** `/proc` says of every directory in it that is to be made that there is no such place. */
const NO_PLACE = "/proc/toolgate-nothing/inside";

let directory: string;
let now: number;

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), "toolgate-file-sink-"));
  now = Date.UTC(2026, 10, 27, 9, 59);
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const open = (inside = "") =>
  openFileSink({ kind: "file", name: "here", directory: path.join(directory, inside) }, () => now);
const read = (name: string): string => readFileSync(path.join(directory, name), "utf8");

describe("the file sink", () => {
  test("says of a directory that a file system will not have that it cannot be made", async () => {
    const sink = openFileSink({ kind: "file", name: "here", directory: NO_PLACE }, () => now);
    const delivery = await sink.deliver(makeLines(1), never());
    expect(delivery).toMatchObject({
      state: "failed",
      reason: "its directory is not there and cannot be made",
    });
  });

  test("appends lines to one file an hour", async () => {
    const sink = open();
    const lines = makeLines(3);
    const [first, second, third] = lines.map((line) => `${textOf(line)}\n`);
    expect(await sink.deliver(lines.slice(0, 1), never())).toEqual({ state: "delivered" });
    await sink.deliver(lines.slice(1, 2), never());
    now += HOUR;
    await sink.deliver(lines.slice(2), never());
    await sink.close();
    expect(readdirSync(directory)).toEqual([
      "toolgate-20261127T09.jsonl",
      "toolgate-20261127T10.jsonl",
    ]);
    expect(read("toolgate-20261127T09.jsonl")).toBe(`${first}${second}`);
    expect(read("toolgate-20261127T10.jsonl")).toBe(third);
  });

  test.each([
    ["half a line", (whole: string) => whole.slice(0, whole.length / 2)],
    ["a line without its newline", (whole: string) => whole],
    ["a long torn line", () => "y".repeat(200_000)],
  ])("takes off %s that a crash has left", async (_, tear) => {
    const lines = makeLines(3);
    const [first = "", second = "", third = ""] = lines.map(textOf);
    const file = path.join(directory, "toolgate-20261127T09.jsonl");
    writeFileSync(file, `${first}\n${tear(second)}`);
    const sink = open();
    await sink.deliver(lines.slice(1), never());
    await sink.close();
    expect(readFileSync(file, "utf8")).toBe(`${first}\n${second}\n${third}\n`);
  });

  test("mends the file of the hour before, and leaves other files alone", async () => {
    const lines = makeLines(2);
    const [first] = lines.map(textOf);
    writeFileSync(path.join(directory, "toolgate-20261127T09.jsonl"), `${first}\n{"torn`);
    writeFileSync(path.join(directory, "notes.txt"), "no newline");
    now += HOUR;
    const sink = open();
    await sink.deliver(lines.slice(1), never());
    await sink.close();
    expect(read("toolgate-20261127T09.jsonl")).toBe(`${first}\n`);
    expect(read("notes.txt")).toBe("no newline");
  });

  test("takes back half a batch, and nothing that has arrived, whoever appends beside it", async () => {
    const sink = open();
    const lines = makeLines(3);
    const [first, second] = lines.map((line) => `${textOf(line)}\n`);
    const file = path.join(directory, "toolgate-20261127T09.jsonl");
    await sink.deliver(lines.slice(0, 1), never());
    appendFileSync(file, "what hung under the policy before\n");
    await sink.deliver(lines.slice(1, 2), never());
    const probe = await openFile(file, "r");
    const datasync = vi.spyOn(Object.getPrototypeOf(probe), "datasync");
    await probe.close();
    datasync.mockRejectedValueOnce(Object.assign(new Error("no room"), { code: "ENOSPC" }));
    const delivery = await sink.deliver(lines.slice(2), never());
    datasync.mockRestore();
    await sink.close();
    expect(delivery.state).toBe("failed");
    expect(readFileSync(file, "utf8")).toBe(`${first}what hung under the policy before\n${second}`);
  });

  test("says in a sentence why it cannot write, and goes on when it can", async () => {
    const sink = open("inside");
    appendFileSync(path.join(directory, "inside"), "a file is in the way");
    const lines = makeLines(1);
    const delivery = await sink.deliver(lines, never());
    expect(delivery).toMatchObject({ state: "failed", failed: [0], throttled: false });
    expect(delivery).toHaveProperty("reason", expect.stringMatching(/^its .*(EEXIST|ENOTDIR)/));
    rmSync(path.join(directory, "inside"));
    expect(await sink.deliver(lines, never())).toEqual({ state: "delivered" });
    await sink.close();
  });
});
