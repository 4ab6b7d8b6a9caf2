import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { runCli } from "../../src/cli/run-cli.ts";
import { withRules } from "../rule/build/with-rules.ts";
import { capture } from "./capture.ts";

const place = mkdtempSync(path.join(tmpdir(), "toolgate-run-cli-"));
afterAll(() => rmSync(place, { recursive: true }));

const RULES = {
  "rules.yaml": `commands:
  - id: command/no-frob
    why: it frobs
    instead: do not
    severity: low
    outcome: deny
    maturity: stable
    enforce_from: 2100-01-15
    patterns: [frob --all]
    examples: { deny: [frob --all], allow: [frob] }
`,
};

const run = (...argv: readonly string[]) =>
  capture(() => {
    const status = runCli(argv);
    if (typeof status !== "number") throw new Error(`${argv[0]} takes its time`);
    return status;
  });

describe("wrong usage", () => {
  test.each([
    [["explian"], 'no command "explian": did you mean "explain"?'],
    [["qqqqqqqq"], 'no command "qqqqqqqq"'],
    [["rules", "bild"], 'rules takes one of build, test, lint, list: did you mean "build"?'],
    [[], "a command is missing"],
    [["rules", "test", "--role", "output"], "--role is taken only with --corpus FILE"],
    [["rules", "test", "--show=3"], "--show=3 is taken only with --corpus FILE"],
  ])("%j says what is wrong and where to read on, in two lines", (argv, message) => {
    const { stderr, status } = run(...argv);
    expect(stderr).toBe(`toolgate: ${message}\n(toolgate help has every command)\n`);
    expect(status).toBe(1);
  });

  test.each([["--help"], ["-h"], ["explain", "-h"], ["rules", "test", "--help"], ["replay", "-h"]])(
    "%s %s %s asks for help",
    (...argv) => {
      const { stdout, status } = run(...argv);
      expect(stdout).toMatch(/^usage: toolgate COMMAND/);
      expect(status).toBe(0);
    },
  );
});

describe("files", () => {
  const inPlace = (name: string) => path.join(place, name);

  test.each([
    [
      ["replay", inPlace("none.jsonl")],
      `${inPlace("none.jsonl")}: there is no such file or directory`,
    ],
    [["explain", "--event", place], "it is a directory, and a file is needed"],
    [["rules", "build", inPlace("none")], "there is no such file or directory"],
  ])("%j is answered with a sentence", (argv, sentence) => {
    const { stderr, status } = run(...argv);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toContain("ENOENT");
    expect(status).toBe(1);
  });

  test("a drop-in is not a repository's file: the directory is asked for", () => {
    mkdirSync(inPlace("my/rules.d"), { recursive: true });
    const file = inPlace("my/rules.d/50-a.yaml");
    writeFileSync(file, "");
    for (const verb of ["lint", "test"]) {
      expect(run("rules", verb, file).stderr).toContain("pass the rules directory");
    }
  });
});

test("explain says that sources are newer, and the day until which a rule warns; so does the list", () => {
  withRules(RULES, (directory) => {
    expect(run("rules", "build", directory).stderr).not.toContain("rror");
    const fresh = run("explain", "--rules", directory, "frob --all");
    expect(fresh.stderr).toBe("");
    expect(fresh.stdout).toMatch(/command\/no-frob .* warns until 2100-01-15$/m);
    expect(run("rules", "list", directory).stdout).toContain("warn until 2100-01-15");
    const source = path.join(directory, "rules.yaml");
    utimesSync(source, new Date(), new Date(Date.now() + 60_000));
    const { stderr } = run("explain", "--rules", directory, "frob");
    expect(stderr).toContain("newer are rules.yaml (toolgate rules build ");
  });
});

test("doubtful rows of a corpus are told with file and line", () => {
  withRules(RULES, (directory) => {
    const file = path.join(place, "rows.jsonl");
    const rows = [
      { command: "frob", expected: "allow" },
      { command: "frob" },
      { command: "frob", expected: "allow", label: "benign" },
      { command: "frob", lable: "benign" },
    ];
    writeFileSync(file, rows.map((row) => JSON.stringify(row)).join("\n"));
    const { stderr, stdout } = run("rules", "test", "--corpus", file, directory);
    expect(stderr.trimEnd().split("\n")).toEqual([
      `${file}:2: has neither "expected" nor "label": no figure counts it`,
      `${file}:3: has "expected" and "label": only "expected" counts`,
      `${file}:4: has neither "expected" nor "label", but "lable": did you mean "label"?`,
    ]);
    expect(stdout).toContain("EXPECTED / GOT");
  });
});
