import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findTrustedFile } from "../../src/platform/trusted-file.ts";

let place = "";
let file = "";
beforeAll(() => {
  place = realpathSync(mkdtempSync(path.join(tmpdir(), "toolgate-trusted-")));
  file = path.join(place, "program");
  writeFileSync(file, "");
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

describe("where only root may be able to change it", () => {
  test("a program of the system is trusted, by the path that its links lead to", () => {
    expect(findTrustedFile("/bin/sh", true)).toEqual({ path: realpathSync("/bin/sh") });
  });

  test("one in a directory that others may write is not: they could put another in its place", () => {
    expect(findTrustedFile(file, true)).toEqual({ fault: "not-roots" });
  });

  test("nor is a system's one by a link that others may replace", () => {
    const link = path.join(place, "link");
    symlinkSync("/bin/sh", link);
    expect(findTrustedFile(link, true)).toEqual({ fault: "not-roots" });
  });
});

test.each([
  ["/nonexistent/program", "missing"],
  ["/dev/null", "not-regular"],
  ["/dev/null/program", "missing"],
  ["/tmp", "not-regular"],
])("%s is %s", (name, fault) => {
  expect(findTrustedFile(name, false)).toEqual({ fault });
});

test("elsewhere any regular file will do", () => {
  expect(findTrustedFile(file, false)).toEqual({ path: file });
});

test("links that lead in a circle lead nowhere", () => {
  const circle = path.join(place, "circle");
  symlinkSync("circle", circle);
  expect(findTrustedFile(circle, true)).toEqual({ fault: "not-regular" });
});
