import path from "node:path";
import fs from "node:fs";
import { describe, expect, test } from "vitest";
import { loadPart } from "../../../src/platform/load-part.ts";
import { readRepositoryRules } from "../../../src/rule/build/repository/read-repository-rules.ts";
import { partReader } from "../../../src/rule/repository/repository-reader.ts";
import { readRepository } from "../../../src/rule/repository/repository-rules.ts";
import { bashIn, buildCompany, makeDirectory, ownRule, writeFiles } from "./support.ts";

const FILE = ".claude/toolgate.yaml";
const company = buildCompany();

function read(cwd: string | undefined, projectDirectory?: string) {
  const access = { read: readRepositoryRules, projectDirectory };
  return readRepository(bashIn(cwd, "ls"), company, access);
}

function makeRepository(text: string): string {
  const top = makeDirectory();
  writeFiles(top, { ".git/HEAD": "", [FILE]: text });
  return top;
}

describe("the rules of an event's repository", () => {
  test("are nothing at all where there is no file: nothing is loaded", () => {
    const reader = partReader(() => {
      throw new Error("loaded");
    });
    const top = makeDirectory();
    writeFiles(top, { ".git/HEAD": "" });
    const access = { read: reader, projectDirectory: undefined };
    expect(readRepository(bashIn(top, "ls"), company, access)).toBeUndefined();
  });

  test("are named with path and digest", () => {
    const top = makeRepository(ownRule());
    const found = read(top);
    expect(found?.files).toEqual([
      { path: path.join(top, FILE), digest: found?.bundles[0]?.digest },
    ]);
    expect(found?.gaps).toEqual([]);
  });

  test("hold where the session began too, and where only that is known", () => {
    const [here, there] = [makeRepository(ownRule()), makeRepository("commands: []")];
    expect(read(here, there)?.files.map((file) => file.path)).toEqual([
      path.join(here, FILE),
      path.join(there, FILE),
    ]);
    expect(read(undefined, here)?.files).toHaveLength(1);
    expect(read(here, here)?.files).toHaveLength(1);
  });

  test("hold behind a link into the repository, and in front of one out of it", () => {
    const top = makeRepository(ownRule());
    const outside = makeDirectory();
    writeFiles(top, { "src/x": "" });
    fs.symlinkSync(path.join(top, "src"), path.join(outside, "in"));
    fs.symlinkSync(outside, path.join(top, "out"));
    expect(read(path.join(outside, "in"))?.files).toHaveLength(1);
    expect(read(path.join(top, "out"))?.files).toHaveLength(1);
  });

  test("that are broken are a gap that says where, beside those that are not", () => {
    const top = makeRepository("commands:\n  - id: x\npolicys: {}\n");
    writeFiles(top, { [`app/${FILE}`]: ownRule() });
    const found = read(path.join(top, "app"));
    expect(found?.bundles).toHaveLength(1);
    expect(found?.gaps).toEqual([
      expect.stringMatching(
        /^the repository's rules: .claude\/toolgate.yaml:2:9: .* \(and \d+ more\)$/,
      ),
    ]);
  });

  test("are not read for an event that nothing can be said to", () => {
    const event = { ...bashIn(makeRepository("["), "ls"), name: "Stop" };
    const access = { read: readRepositoryRules, projectDirectory: undefined };
    expect(readRepository(event, company, access)).toBeUndefined();
  });
});

describe("a part of the executable", () => {
  const isString = (exports: unknown): exports is string => typeof exports === "string";

  test("is what it exports", () => {
    expect(loadPart((name) => `the ${name}`, "repository", isString)).toBe("the repository");
  });

  test("that is missing is a failure at the rules", () => {
    const missing = () => {
      throw new Error("no such asset");
    };
    expect(() => loadPart(missing, "repository", isString)).toThrow(
      expect.objectContaining({
        stage: "rules",
        message: 'the part "repository" of the guard is missing or damaged: install it again',
      }),
    );
  });

  test.each([undefined, null, {}, { readRepositoryRules: 1 }])(
    "that exports %j is damaged",
    (exports) => {
      const source = { path: "/f", name: "f", text: "" };
      expect(() => partReader(() => exports)(source, company)).toThrow(
        expect.objectContaining({ stage: "rules" }),
      );
    },
  );
});
