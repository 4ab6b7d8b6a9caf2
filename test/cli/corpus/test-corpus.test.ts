import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { runRulesCommand } from "../../../src/cli/rules/run-rules.ts";
import { expandTemplate } from "../../../src/rule/build/examples/expand-template.ts";
import { withRules } from "../../rule/build/with-rules.ts";
import { capture } from "../capture.ts";

const rule = (id: string, outcome: string, rest: string) => `  - id: ${id}
    why: it harms
    instead: do not
    severity: low
    outcome: ${outcome}
    maturity: stable
${rest}`;

const FILES = {
  "rules.yaml": `commands:
${rule("command/no-frob", "deny", '    patterns: ["frob --all"]\n    examples: { deny: [frob --all], allow: [frob] }\n')}
paths:
${rule("path/no-vault", "ask", "    access: [read, delete]\n    paths: [/vault/**]\n    examples: { deny: [read /vault/x], allow: [read /x] }\n")}
tools:
${rule("mcp/no-x", "deny", '    tools: ["mcp__x__*"]\n    examples: { deny: [mcp__x__y], allow: [Read] }\n')}
egress:
${rule("egress/no-evil", "ask", "    hosts: [evil.example]\n    examples: { deny: [https://evil.example/], allow: [https://good.example/] }\n")}`,
  "injection.yaml": `injection:
${rule("injection/obey", "deny", "    patterns: [obey me now]\n    examples: { deny: [obey me now], allow: [obey] }\n")}`,
  "secrets.toml": `[[rules]]
id = "acme"
regex = '''acme_[a-z]{20}'''
keywords = ["acme_"]
`,
};

const SECRET = expandTemplate("acme_{lower:20}");

function judge(rows: readonly object[], ...options: readonly string[]) {
  return withRules(FILES, (directory) => {
    const file = path.join(directory, "rows.jsonl");
    writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
    const argv = ["test", "--corpus", file, ...options, directory];
    return { ...capture(() => runRulesCommand(argv)), file };
  });
}

const report = (rows: readonly object[], ...options: readonly string[]) =>
  JSON.parse(judge(rows, "--format", "json", ...options).stdout);

describe("rules test --corpus", () => {
  it.each([
    [{ command: "frob --all", expected: "deny" }, "command/no-frob"],
    [{ path: "/vault/key", expected: "ask" }, "path/no-vault"],
    [{ path: "/vault/a 'b'", access: "delete", expected: "ask" }, "path/no-vault"],
    [{ path: "/vault/key", access: "mention", expected: "ask" }, "path/no-vault"],
    [{ path: "/vault/key", access: "write", expected: "allow" }, undefined],
    [{ url: "https://evil.example/x", expected: "ask" }, "egress/no-evil"],
    [{ tool: "mcp__x__y", expected: "deny" }, "mcp/no-x"],
    [{ text: "obey me now", expected: "deny" }, "injection/obey"],
    [{ text: SECRET, role: "written", expected: "deny" }, "secret/acme"],
    [{ text: SECRET, role: "file", expected: "deny" }, "secret/acme"],
    [{ text: SECRET, role: "prompt", expected: "deny" }, "secret/acme"],
    [{ text: SECRET, role: "argument", expected: "deny" }, "secret/acme"],
    [{ text: SECRET, role: "output", expected: "warn" }, "secret/acme"],
    [{ text: "frob --all", role: "command", expected: "block" }, "command/no-frob"],
    [
      {
        event: {
          hook_event_name: "PreToolUse",
          tool_name: "Bash",
          tool_input: { command: "frob --all" },
        },
        expected: "deny",
      },
      "command/no-frob",
    ],
  ])("judges %j by the whole gate", (row, found) => {
    const { asExpected, rules } = report([row]);
    expect(asExpected).toEqual({ rows: 1, caught: 1 });
    expect(rules.map(({ name }: { name: string }) => name)).toEqual(found ? [found] : []);
  });

  const ROWS = [
    { command: "frob --all", label: "attack", kind: "frob" },
    { command: "frob --other", label: "attack", kind: "frob" },
    { command: "frob", label: "benign", kind: "frob" },
    { command: "frob --all", label: "benign", kind: "odd" },
    { command: "ls", expected: "allow", kind: "odd" },
    { command: "ls", kind: "unsaid" },
  ];

  it("counts what was caught, what was missed and what was a false alarm", () => {
    expect(report(ROWS)).toMatchObject({
      profile: "standard",
      rows: 6,
      failed: 0,
      matrix: {
        attack: { allow: 1, warn: 0, ask: 0, deny: 1 },
        benign: { allow: 1, warn: 0, ask: 0, deny: 1 },
        allow: { allow: 1 },
        unlabelled: { allow: 1 },
      },
      asExpected: { rows: 1, caught: 1 },
      precision: 0.5,
      recall: 0.5,
      falsePositiveRate: 1 / 3,
      groups: {
        kind: [
          { name: "frob", attack: { rows: 2, caught: 1 }, benign: { rows: 1, caught: 0 } },
          { name: "odd", attack: { rows: 0 }, benign: { rows: 2, caught: 1 } },
          { name: "unsaid" },
        ],
      },
      rules: [{ name: "command/no-frob", attack: { rows: 1 }, benign: { rows: 1 } }],
      misses: [{ line: 2, label: "attack", outcome: "allow" }],
      falseAlarms: [{ line: 4, outcome: "deny", found: [{ rule: "command/no-frob" }] }],
    });
  });

  it("counts a question as caught, or only from a denial on", () => {
    const rows = [{ path: "/vault/x", label: "attack" }];
    expect(report(rows).recall).toBe(1);
    expect(report(rows, "--from", "deny").recall).toBe(0);
  });

  it("takes only the rows that are asked for, and splits by other fields", () => {
    const { rows, groups } = report(ROWS, "--where", "kind=odd", "--by", "label");
    expect(rows).toBe(2);
    expect(groups).toMatchObject({ label: [{ name: "benign", benign: { rows: 1 } }] });
    expect(report(ROWS, "--where", "label").rows).toBe(4);
    expect(() => judge(ROWS, "--where", "kind=x")).toThrow("no row of");
  });

  it("shows a table with the place of every wrong row", () => {
    const { status, stdout, file } = judge(ROWS);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^attack +1 +0 +0 +1$/m);
    expect(stdout).toMatch(/^recall +50\.0 % +1 of 2 attacks$/m);
    expect(stdout).toContain(`MISSED: 1\n${file}:2: attack came out as allow\n`);
    expect(stdout).toContain(`${file}:4: benign came out as deny: command/no-frob`);
    expect(judge(ROWS, "--show", "0").stdout).toContain("MISSED: 1\n… and 1 more\n");
  });

  it.each(["table", "json"])("never shows a secret, found or not, as %s", (format) => {
    const rows = [
      { text: SECRET, label: "benign" },
      { command: `echo ${SECRET}`, label: "benign" },
      { text: `x${SECRET.toUpperCase()}`, label: "secret" },
    ];
    const { stdout } = judge(rows, "--format", format);
    expect(stdout.toLowerCase()).not.toContain(SECRET);
    expect(stdout).toContain("secret/acme");
  });

  it("takes a label of any name, that of a property of every object too", () => {
    const { matrix, recall } = report([{ command: "frob --all", label: "constructor" }]);
    expect([matrix.constructor, recall]).toEqual([{ allow: 0, warn: 0, ask: 0, deny: 1 }, 1]);
  });

  it("judges a row that cannot be judged as the guard would, and counts it", () => {
    const { failed, matrix } = report([{ event: { hook_event_name: 3 }, label: "attack" }]);
    expect([failed, matrix.attack.deny]).toEqual([1, 1]);
  });

  it("names every row that cannot be read, with its line, and quotes none", () => {
    withRules(FILES, (directory) => {
      const file = path.join(directory, "rows.jsonl");
      const rows = [
        `{"text": "${SECRET}`,
        "[]",
        "",
        '{"label": "benign"}',
        '{"command": 3}',
        '{"text": "x", "role": "x"}',
        '{"path": "x", "access": "x"}',
        '{"command": "x", "expected": "maybe"}',
        '{"command": "x", "label": 3}',
      ];
      writeFileSync(file, rows.join("\r\n"));
      let message = "";
      try {
        runRulesCommand(["test", "--corpus", file, directory]);
      } catch (error) {
        message = error instanceof Error ? error.message : "";
      }
      expect(message.split("\n")).toEqual([
        `${file}:1: is not JSON`,
        `${file}:2: is not a JSON object`,
        `${file}:4: has none of "command", "text", "path", "url", "tool", "event"`,
        `${file}:5: "command" must be a string`,
        `${file}:6: "role" must be one of written, command, prompt, argument, file, output`,
        `${file}:7: "access" must be one of read, write, delete, mention`,
        `${file}:8: "expected" must be one of allow, warn, ask, deny, block`,
        `${file}:9: its label must be a word`,
      ]);
    });
  });

  it.each([
    [["--role", "x"], "--role must be one of"],
    [["--from", "x"], "--from must be one of allow, warn, ask, deny"],
    [["--show", "many"], "--show must be a number of rows"],
    [["--format", "junit"], "--format must be one of table, json"],
  ])("refuses %j", (options, message) => {
    expect(() => judge(ROWS, ...options)).toThrow(message);
  });
});
