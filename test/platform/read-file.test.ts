import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decodeText } from "../../src/platform/decode-text.ts";
import { createMachine, MAX_FILE_BYTES } from "../../src/platform/machine.ts";
import { isFileBytes, readRegularFile } from "../../src/platform/read-file.ts";

const folder = mkdtempSync(path.join(tmpdir(), "toolgate-read-"));
const at = (name: string): string => path.join(folder, name);
let server: Server;

beforeAll(async () => {
  writeFileSync(at("ten"), "0123456789");
  writeFileSync(at("empty"), "");
  writeFileSync(at("large"), Buffer.alloc(MAX_FILE_BYTES + 1, 0x61));
  mkdirSync(at("folder"));
  symlinkSync(at("ten"), at("link"));
  symlinkSync("loop", at("loop"));
  execFileSync("mkfifo", [at("pipe")]);
  server = createServer();
  await new Promise<void>((done) => server.listen(at("socket"), done));
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

function read(name: string, max: number): unknown {
  const file = readRegularFile(path.resolve(folder, name), max);
  if (!isFileBytes(file)) return file.reason;
  return { text: Buffer.from(file.bytes).toString(), complete: file.complete };
}

describe("readRegularFile", () => {
  test.each([
    ["a file shorter than the bound", "ten", 20, { text: "0123456789", complete: true }],
    ["a file of exactly the bound", "ten", 10, { text: "0123456789", complete: true }],
    ["the start of a longer one", "ten", 9, { text: "012345678", complete: false }],
    ["an empty file", "empty", 9, { text: "", complete: true }],
    ["a file through a link", "link", 20, { text: "0123456789", complete: true }],
  ])("reads %s", (...[, name, max, expected]) => {
    expect(read(name, max)).toEqual(expected);
  });

  test.each([
    ["a pipe that nobody writes to", "pipe", "not-regular"],
    ["a socket", "socket", "not-regular"],
    ["a directory", "folder", "not-regular"],
    ["an endless device", "/dev/zero", "not-regular"],
    ["a terminal", "/dev/tty", "not-regular"],
    ["nothing", "none", "missing"],
    ["a file as a directory", "ten/x", "missing"],
    ["a loop of links", "loop", "other"],
    ["a name with a NUL", "a\0b", "other"],
  ])("answers for %s without waiting", (_, name, reason) => {
    const start = performance.now();
    expect(read(name, 100)).toBe(reason);
    expect(performance.now() - start).toBeLessThan(500);
  });

  test("reads files of the kernel, which claim to be empty", () => {
    expect(read("/proc/self/status", 100_000)).toMatchObject({ complete: true });
    expect(JSON.stringify(read("/proc/self/status", 100_000))).toContain("Pid:");
  });
});

describe("createMachine", () => {
  const machine = createMachine();
  test("reads the start of a large file, and says so", () => {
    const file = machine.readText(at("large"));
    expect(file).toMatchObject({ complete: false });
    expect(file?.text).toHaveLength(MAX_FILE_BYTES);
  });
  test("has no text for what is no file", () => {
    expect(machine.readText(at("pipe"))).toBeUndefined();
    expect(machine.readText(at("none"))).toBeUndefined();
  });
  test("takes the home directory from the user database", () => {
    process.env["HOME"] = "/elsewhere";
    expect(createMachine().home).not.toBe("/elsewhere");
    expect(path.isAbsolute(createMachine().home)).toBe(true);
  });
});

describe("decodeText", () => {
  test.each([
    ["UTF-8", Buffer.from("Zürich")],
    ["UTF-16 little-endian", Buffer.from("\uFEFFZürich", "utf16le")],
    ["UTF-16 big-endian", Buffer.from("\uFEFFZürich", "utf16le").swap16()],
    [
      "UTF-16 with half a unit too much",
      Buffer.concat([Buffer.from("\uFEFFZürich", "utf16le").swap16(), Buffer.of(0)]),
    ],
  ])("reads %s", (_, bytes) => expect(decodeText(bytes)).toBe("Zürich"));

  test("replaces what is no text", () => {
    expect(decodeText(Buffer.of(0x61, 0xff, 0x62))).toBe("a\uFFFDb");
  });

  test("leaves the bytes as they were", () => {
    const bytes = Buffer.from("\uFEFFab", "utf16le").swap16();
    const before = bytes.toString("hex");
    decodeText(bytes);
    expect(bytes.toString("hex")).toBe(before);
  });
});
