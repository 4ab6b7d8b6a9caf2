import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DOMParser } from "@xmldom/xmldom";
import { describe, expect, it } from "vitest";
import { runRulesCommand } from "../../../src/cli/rules/run-rules.ts";
import { UsageError } from "../../../src/cli/usage-error.ts";
import { expandTemplate } from "../../../src/rule/build/examples/expand-template.ts";
import { withRules } from "../../rule/build/with-rules.ts";
import { capture } from "../capture.ts";

const HARD = "\\u0001 \\u202E <&> ]]> 'x' \\ud83d";

const FILES = {
  "commands.yaml": `commands:
  - id: command/no-frob
    why: it frobs
    instead: use fro
    severity: low
    outcome: { standard: ask, strict: deny }
    maturity: stable
    patterns: [frob --all]
    examples: { deny: [frob --all], allow: [frob --one], instead: [fro] }
  - id: command/strict-grub
    why: it grubs
    instead: nothing to change
    severity: low
    outcome: ask
    maturity: sandbox
    profiles: [strict]
    patterns: [grub]
    examples: { deny: [grub], allow: ["echo \\"${HARD}\\""] }
`,
  "secrets.toml": `[[rules]]
id = "acme"
regex = '''acme_[a-z]{20}'''
keywords = ["acme_"]
[rules.toolgate]
examples.deny = ["acme_{lower:20}"]
examples.allow = ["acme_{lower:3}"]
`,
};

const LYING = {
  ...FILES,
  "commands.yaml": FILES["commands.yaml"].replace("[frob --one]", "[frob --one, frob --all]"),
  "secrets.toml": FILES["secrets.toml"].replace("_{lower:3}", "_{lower:21}"),
};

const SECRETS = ["acme_{lower:20}", "acme_{lower:21}"].map(expandTemplate);

const run = (files: Readonly<Record<string, string>>, ...argv: readonly string[]) =>
  withRules(files, (directory) => capture(() => runRulesCommand([...argv, directory])));

describe("rules build", () => {
  it("puts the rules in force and tells lint's warnings, which change nothing", () => {
    withRules(FILES, (directory) => {
      const { status, stdout, stderr } = capture(() => runRulesCommand(["build", directory]));
      expect([status, stdout]).toEqual([
        0,
        expect.stringMatching(/^rules 1\.2\.3 \(standard\) \w{12}\n$/),
      ]);
      expect(stderr).toBe("");
      expect(existsSync(path.join(directory, "bundle.jsonl"))).toBe(true);
    });
    const deprecated = FILES["commands.yaml"].replace("maturity: stable", "maturity: deprecated");
    expect(run({ ...FILES, "commands.yaml": deprecated }, "build")).toMatchObject({
      status: 0,
      stderr: "commands.yaml:7:15: warning: command/no-frob is deprecated: take it out\n",
    });
  });

  it("names every mistake and leaves the old bundle in force", () => {
    withRules(FILES, (directory) => {
      const build = () => capture(() => runRulesCommand(["build", directory]));
      build();
      const before = readFileSync(path.join(directory, "bundle.jsonl"));
      for (const [name, text] of Object.entries(LYING)) {
        writeFileSync(path.join(directory, name), text);
      }
      expect(build()).toEqual({
        status: 1,
        stdout: "",
        stderr:
          "commands.yaml:9:57: command/no-frob: this example (allow) is caught by its rule in standard: frob --all\n" +
          "secrets.toml:7:19: secret/acme: this example (allow) is caught by its rule in standard: acme_{lower:21}\n",
      });
      expect(readFileSync(path.join(directory, "bundle.jsonl"))).toEqual(before);
    });
  });

  it.each([
    ["broken YAML", { "x.yaml": "commands: [" }, /^x\.yaml:1:12: /],
    ["broken TOML", { "x.toml": "a = \n" }, /^x\.toml:1:/],
    [
      "a misspelt key",
      { "x.yaml": "comands: []\n" },
      /^x\.yaml:1:1: .*did you mean "commands"\?$/m,
    ],
    [
      "a misspelt key of a table of ours in TOML",
      { "x.toml": '[[rules]]\nid = "x"\nregex = "x"\n[rules.toolgate]\noutcomes = "ask"\n' },
      /^x\.toml:5:1: (?:\S+ )*unknown key "outcomes", did you mean "outcome"\?$/m,
    ],
    [
      "a pattern that is none",
      { "commands.yaml": FILES["commands.yaml"].replace("[grub]", "[grub | x]") },
      /^commands\.yaml:17:16: a pattern holds no operator/,
    ],
  ])("refuses %s at its place", (_, files, message) => {
    const { status, stderr } = run({ ...FILES, ...files }, "build");
    expect([status, stderr]).toEqual([1, expect.stringMatching(message)]);
  });
});

describe("rules test", () => {
  it("shows every rule with its outcome by profile and what became of its examples", () => {
    const { status, stdout } = run(FILES, "test");
    expect(stdout.split("\n")).toEqual([
      "RULE                 OUTCOME           EXAMPLES",
      "command/no-frob      ask, strict deny  3 passed",
      "command/strict-grub  strict ask        2 passed",
      "secret/acme          deny              2 passed",
      "",
      "7 examples of 3 rules: all hold",
      "",
    ]);
    expect(status).toBe(0);
  });

  it("names each example that does not hold, once, with its place and its profiles", () => {
    const { status, stdout } = run(LYING, "test");
    expect(status).toBe(1);
    expect(stdout).toContain("command/no-frob      ask, strict deny  3 passed, 1 failed\n");
    expect(stdout).toContain(
      "commands.yaml:9:57: command/no-frob: this example (allow) is caught by its rule in standard, strict, observe\n    frob --all\n",
    );
    expect(stdout).toContain("acme_{lower:21}\n");
    expect(stdout).toMatch(/8 examples of 3 rules: 2 do not hold\n$/);
  });

  it("takes the rules of one profile, or those that are called so", () => {
    const { stdout } = run(FILES, "test", "--profile", "standard", "--rule", "command/*");
    expect(stdout).toContain("command/no-frob  ask      3 passed\n\n3 examples of one rule");
    expect(() => run(FILES, "test", "--rule", "command/x")).toThrow(
      'no rule is called "command/x"',
    );
  });

  it("says the same as JSON", () => {
    const { status, stdout } = run(LYING, "test", "--format", "json");
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      passed: 6,
      failed: 2,
      rules: [
        {
          rule: "command/no-frob",
          outcomes: { standard: "ask", strict: "deny", observe: "ask" },
          examples: [
            { list: "deny", example: "frob --all", file: "commands.yaml", line: 9, passed: true },
            {},
            {
              list: "allow",
              line: 9,
              column: 57,
              passed: false,
              problems: { "is caught by its rule": ["standard", "strict", "observe"] },
            },
            {},
          ],
        },
        {},
        {},
      ],
    });
  });

  it("says the same as JUnit XML that a strict parser reads, whatever stands in an example", () => {
    const { stdout } = run(LYING, "test", "--format", "junit");
    const parser = new DOMParser({
      onError: (level, message) => {
        throw new Error(`${level}: ${message}`);
      },
    });
    const document = parser.parseFromString(stdout, "text/xml");
    const cases = [...document.getElementsByTagName("testcase")];
    expect(document.documentElement?.getAttribute("tests")).toBe("8");
    expect(document.documentElement?.getAttribute("failures")).toBe("2");
    expect(cases).toHaveLength(8);
    const failed = cases.filter((each) => each.getElementsByTagName("failure").length > 0);
    expect(failed.map((each) => each.getAttribute("name"))).toEqual([
      "allow: frob --all",
      "allow: acme_{lower:21}",
    ]);
    expect(failed[0]?.getAttribute("file")).toBe("commands.yaml");
    expect(cases.some((each) => each.getAttribute("name")?.includes("<&> ]]> 'x'"))).toBe(true);
  });

  it.each(["table", "json", "junit"])(
    "shows templates as %s, never what they stand for",
    (format) => {
      const { stdout } = run(LYING, "test", "--format", format);
      expect(SECRETS.filter((secret) => stdout.includes(secret))).toEqual([]);
      expect(stdout).toContain("acme_{lower:21}");
    },
  );
});

describe("rules lint", () => {
  const warned = {
    ...FILES,
    "commands.yaml": FILES["commands.yaml"].replace("maturity: stable", "maturity: deprecated"),
  };

  it("prints warnings and fails only when it is strict", () => {
    const stdout =
      "commands.yaml:7:15: warning: command/no-frob is deprecated: take it out\n1 warning\n";
    expect(run(warned, "lint")).toEqual({ status: 0, stdout, stderr: "" });
    expect(run(warned, "lint", "--strict")).toMatchObject({ status: 1, stdout });
    expect(run(FILES, "lint", "--strict")).toMatchObject({ status: 0, stdout: "0 warnings\n" });
  });

  it("fails on rules that do not build", () => {
    expect(run(LYING, "lint")).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("commands.yaml:9:57: "),
    });
  });
});

describe("rules list", () => {
  it("shows what a rule comes to, where it stands and why", () => {
    expect(run(FILES, "list").stdout).toBe(
      [
        "RULE                 SEVERITY  OUTCOME           MODE     MATURITY",
        "command/no-frob      low       ask, strict deny  enforce  stable",
        "    commands.yaml:2 · it frobs",
        "command/strict-grub  low       strict ask        observe  sandbox",
        "    commands.yaml:10 · it grubs",
        "secret/acme          high      deny              enforce  stable",
        "    secrets.toml:2 · acme",
        "",
      ].join("\n"),
    );
  });

  it("takes one check, one profile, and JSON", () => {
    expect(run(FILES, "list", "--check", "secret").stdout.split("\n")).toHaveLength(4);
    const { stdout } = run(FILES, "list", "--profile", "strict", "--format", "json");
    expect(JSON.parse(stdout)).toMatchObject([
      { id: "command/no-frob", outcomes: { strict: "deny" }, modes: { strict: "enforce" } },
      { id: "command/strict-grub", place: { file: "commands.yaml", line: 10 } },
      { id: "secret/acme" },
    ]);
    expect(() => run(FILES, "list", "--check", "x")).toThrow("one of command, secret");
  });

  it("fits a terminal of 100 columns with the rules that ship", () => {
    const { stdout } = capture(() => runRulesCommand(["list", "rules"]));
    expect(stdout.split("\n").filter((line) => line.length > 100)).toEqual([]);
    expect(stdout.split("\n").length).toBeGreaterThan(300);
  });
});

describe("a repository's own file", () => {
  const own = (deny: string) => `commands:
  - id: command/repository-publish
    why: releases are made by the pipeline
    instead: push a tag
    severity: medium
    outcome: deny
    maturity: stable
    patterns: [npm publish]
    examples: { deny: [${deny}], allow: [npm pack] }
`;

  it.each(["test", "lint"])("is told of by rules %s", (verb) => {
    withRules({ ...FILES, "own/toolgate.yaml": own("npm publish") }, (directory) => {
      capture(() => runRulesCommand(["build", directory]));
      const file = path.join(directory, "own/toolgate.yaml");
      const check = () => capture(() => runRulesCommand([verb, file, "--rules", directory]));
      expect(check().status).toBe(0);
      writeFileSync(file, own("npm pack"));
      const { status, stdout, stderr } = check();
      expect(status).toBe(1);
      expect(stdout + stderr).toContain("toolgate.yaml:9:24: command/repository-publish: ");
    });
  });
});

describe("a file of another name", () => {
  it.each([
    ["toolgate.yml", true],
    ["toolgate.yaml", false],
  ])("is linted with a word that the guard does not read it: %s", (name, isTold) => {
    withRules({ ...FILES, [`own/${name}`]: "commands: []\n" }, (directory) => {
      capture(() => runRulesCommand(["build", directory]));
      const file = path.join(directory, "own", name);
      const { status, stdout } = capture(() =>
        runRulesCommand(["lint", file, "--rules", directory]),
      );
      expect(status).toBe(0);
      expect(stdout.includes("the guard reads only .claude/toolgate.yaml")).toBe(isTold);
    });
  });
});

describe("wrong usage", () => {
  it.each([
    [[], "rules takes one of build, test, lint, list"],
    [["constructor"], "rules takes one of build, test, lint, list"],
    [["build", "a", "b"], 'rules takes one directory, not also "b"'],
    [["build", "--profile", "lax"], "--profile must be one of standard, strict, observe"],
    [["test", "--format", "xml", "rules"], "--format must be one of table, junit, json"],
    [["list", "--format", "junit", "rules"], "--format must be one of table, json"],
  ])("%j is told", (argv, message) => {
    const failing = () => runRulesCommand(argv);
    expect(failing).toThrow(UsageError);
    expect(failing).toThrow(message);
  });
});
