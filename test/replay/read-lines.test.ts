import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import type { EventLine } from "../../src/cli/replay/event-line.ts";
import { readLines } from "../../src/cli/replay/read-lines.ts";
import { MAX_STDIN_BYTES } from "../../src/event/read-stdin.ts";

const place = mkdtempSync(path.join(tmpdir(), "toolgate-lines-"));
afterAll(() => rmSync(place, { recursive: true, force: true }));

function linesOf(content: string | Uint8Array): EventLine[] {
  const file = path.join(place, "input");
  writeFileSync(file, content);
  const descriptor = openSync(file, "r");
  try {
    return [...readLines(descriptor)].flatMap(({ lines }) => lines);
  } finally {
    closeSync(descriptor);
  }
}

const textsOf = (content: string): string[] =>
  linesOf(content).map(({ bytes }) => Buffer.from(bytes).toString());

test.each([
  ["", []],
  ["\n", []],
  ["a\nb\n", ["a", "b"]],
  ["a\nb", ["a", "b"]],
  ["a\r\nb\r\n", ["a", "b"]],
  ["\n\na\n\r\n\nb\n\n", ["a", "b"]],
  ["a\rb\n", ["a\rb"]],
  [" \n", [" "]],
])("%j has the lines %j", (content, lines) => {
  expect(textsOf(content)).toEqual(lines);
});

test("lines of any length come whole and in order, wherever the reads cut them", () => {
  const lines = [65_535, 65_536, 65_537, 1, 131_071, 3, 1 << 20].map((length, at) =>
    String(at).repeat(length),
  );
  expect(textsOf(lines.join("\n"))).toEqual(lines);
  expect(textsOf(lines.join("\r\n"))).toEqual(lines);
});

test("a line of just the guard's bound is taken, and one byte more is not, whatever ends it", () => {
  const most = "x".repeat(MAX_STDIN_BYTES);
  for (const end of ["\n", "\r\n", ""]) {
    const [taken, refused = taken, next] = linesOf(`${most}\n${most}y${end}${end && "next"}`);
    expect(taken).toEqual({ bytes: expect.objectContaining({ length: MAX_STDIN_BYTES }) });
    expect(refused?.fault?.message).toMatch(
      /^the event is larger than the 16777216 bytes allowed$/,
    );
    expect(next?.bytes.length).toBe(end === "" ? undefined : 4);
  }
});

test("of a line without an end only its start is held", () => {
  const [line] = linesOf("x".repeat(3 * MAX_STDIN_BYTES));
  expect(line?.fault).toBeDefined();
  expect(line?.bytes.buffer.byteLength).toBeLessThanOrEqual(64 * 1024);
});
