import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { findRepositoryFiles } from "../../../src/rule/repository/find-files.ts";
import { makeDirectory, writeFiles } from "./support.ts";

const FILE = ".claude/toolgate.yaml";

function find(...starts: string[]) {
  const { sources, gaps } = findRepositoryFiles(starts);
  return { names: sources.map(({ name }) => name), gaps };
}

describe("a repository's files", () => {
  test("hold from the directory of the call up to the one with .git, and not above", () => {
    const top = makeDirectory();
    writeFiles(top, {
      [FILE]: "above",
      "repository/.git/HEAD": "",
      [`repository/${FILE}`]: "top",
      [`repository/app/${FILE}`]: "app",
      "repository/app/src/index.ts": "",
      [`repository/other/${FILE}`]: "other",
    });
    const { sources, gaps } = findRepositoryFiles([path.join(top, "repository/app/src")]);
    expect(sources).toEqual([
      { path: path.join(top, "repository/app", FILE), name: `app/${FILE}`, text: "app" },
      { path: path.join(top, "repository", FILE), name: FILE, text: "top" },
    ]);
    expect(gaps).toEqual([]);
  });

  test("hold to the root of the file system where nothing is a repository, under their whole path", () => {
    const top = makeDirectory();
    writeFiles(top, { [FILE]: "x", "a/b/c": "" });
    expect(find(path.join(top, "a/b")).names).toEqual([path.join(top, FILE)]);
  });

  test("end at a worktree, whose .git is a file", () => {
    const top = makeDirectory();
    writeFiles(top, { [FILE]: "x", ".git/HEAD": "", "tree/.git": "gitdir: …" });
    expect(find(path.join(top, "tree"))).toEqual({ names: [], gaps: [] });
  });

  test("of two directories are all of both, each once", () => {
    const top = makeDirectory();
    writeFiles(top, {
      [`one/${FILE}`]: "",
      "one/.git/x": "",
      [`two/${FILE}`]: "",
      "two/.git/x": "",
    });
    const [one, two] = [path.join(top, "one"), path.join(top, "two")];
    expect(findRepositoryFiles([one, two, one]).sources.map(({ path }) => path)).toEqual([
      path.join(one, FILE),
      path.join(two, FILE),
    ]);
  });

  test("may be links", () => {
    const top = makeDirectory();
    writeFiles(top, { "rules.yaml": "linked", ".git/x": "", ".claude/x": "" });
    fs.symlinkSync(path.join(top, "rules.yaml"), path.join(top, FILE));
    expect(findRepositoryFiles([top]).sources.map(({ text }) => text)).toEqual(["linked"]);
  });

  test.each(["", "relative/path", "~"])(
    "are not looked for from %j, which is no place",
    (start) => {
      expect(find(start)).toEqual({ names: [], gaps: [] });
    },
  );

  test.each(["/nowhere/at/all", "/etc/passwd", "/proc/self/fd/0"])("are not in %s", (start) => {
    expect(find(start)).toEqual({ names: [], gaps: [] });
  });
});

describe("what cannot be read is a gap, not nothing", () => {
  function gapOf(place: (file: string) => void): readonly string[] {
    const top = makeDirectory();
    writeFiles(top, { ".git/x": "", ".claude/x": "" });
    place(path.join(top, FILE));
    const { names, gaps } = find(top);
    expect(names).toEqual([]);
    return gaps;
  }

  test.each<[string, (file: string) => void, string]>([
    ["a directory", (file) => fs.mkdirSync(file), "is not a regular file"],
    ["a pipe", (file) => spawnSync("mkfifo", [file]), "is not a regular file"],
    ["a device", (file) => fs.symlinkSync("/dev/zero", file), "is not a regular file"],
    [
      "a link that leads nowhere",
      (file) => fs.symlinkSync("none", file),
      "is a link that leads nowhere",
    ],
    ["a link to itself", (file) => fs.symlinkSync(file, file), "cannot be read: ELOOP"],
    ["65 KiB", (file) => fs.writeFileSync(file, "#".repeat(65 * 1024)), "is larger than 64 KiB"],
    ["bytes", (file) => fs.writeFileSync(file, Buffer.from([0xff, 0xfe, 0])), "is not UTF-8"],
  ])("%s", (_name, place, problem) => {
    expect(gapOf(place)).toEqual([`the repository's rules: ${FILE} ${problem}`]);
  });

  test("a path that the kernel refuses", () => {
    const { gaps } = find(`/${"x".repeat(300)}`);
    expect(gaps).toEqual([
      `the repository's rules: /${"x".repeat(300)}/${FILE} cannot be read: ENAMETOOLONG`,
    ]);
  });

  test("a path with a NUL", () => {
    expect(find("/x\0y").gaps[0]).toContain("cannot be read: ERR_INVALID_ARG_VALUE");
  });

  test("the directories above the fortieth", () => {
    const deep = `/${Array.from({ length: 45 }, () => "d").join("/")}`;
    expect(find(deep).gaps).toEqual([
      `the repository's rules: ${deep} lies more than 40 directories deep`,
    ]);
  });
});
