import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { resolveRealPath } from "../../src/platform/real-path.ts";

const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "toolgate-path-")));
const at = (name: string): string => path.join(folder, name);

mkdirSync(at("real/deep"), { recursive: true });
writeFileSync(at("real/file"), "");
symlinkSync("real", at("link"));
symlinkSync(at("real/file"), at("to-file"));
symlinkSync("real/not-yet", at("dangling"));
symlinkSync("dangling", at("twice"));
symlinkSync("link/deep/../new", at("dotted"));
symlinkSync("b", at("a"));
symlinkSync("a", at("b"));
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ["a plain path", "real/file", "real/file"],
  ["a linked directory", "link/file", "real/file"],
  ["a linked file", "to-file", "real/file"],
  ["a new file in a linked directory", "link/new", "real/new"],
  ["new directories below a linked one", "link/new/er/est", "real/new/er/est"],
  ["a dangling link: what writing to it would create", "dangling", "real/not-yet"],
  ["what is below a dangling link", "dangling/x", "real/not-yet/x"],
  ["a link to a dangling link", "twice", "real/not-yet"],
  ["a dangling link through a link and back", "dotted", "real/new"],
  ["nothing", "none/at/all", "none/at/all"],
  ["a loop of links: the path itself", "a/x", "a/x"],
  ["a file taken for a directory", "link/file/x", "real/file/x"],
])("resolves %s", (_, written, resolved) => {
  expect(resolveRealPath(at(written))).toBe(at(resolved));
});

test("leaves a path that the kernel would refuse", () => {
  const long = `/${"a/".repeat(3000)}`;
  expect(resolveRealPath(long)).toBe(long);
  expect(resolveRealPath("/tmp/a\0b")).toBe("/tmp/a\0b");
});

test("does not take long over a deep path", () => {
  const deep = at("a".repeat(50) + "/x".repeat(1900));
  const start = performance.now();
  for (let round = 0; round < 100; round += 1) resolveRealPath(deep);
  expect(performance.now() - start).toBeLessThan(1000);
});

test("resolves the root", () => expect(resolveRealPath("/")).toBe("/"));
