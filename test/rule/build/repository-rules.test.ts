import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { buildRules } from "../../../src/rule/build/build-rules.ts";
import { buildRepositoryRules } from "../../../src/rule/build/repository/build-repository-rules.ts";
import { readRepositoryRules } from "../../../src/rule/build/repository/read-repository-rules.ts";
import { buildCompany, ownRule } from "../repository/support.ts";

const company = buildCompany();

function build(text: string, rules = company) {
  return buildRepositoryRules(text, "toolgate.yaml", rules);
}

/** The messages of a file that must be refused, without its name. */
function mistakes(text: string, rules = company): string[] {
  try {
    build(text, rules);
  } catch (error) {
    if (error instanceof Error) return error.message.replaceAll("toolgate.yaml:", "").split("\n");
  }
  throw new Error("the file was not refused");
}

describe("a repository's file", () => {
  test("becomes a bundle of its own, read with what the company knows of programs", () => {
    const text = ownRule();
    const { commands, digest, checks, policy } = build(text);
    expect(commands.map(({ id }) => id)).toEqual(["command/repository-npm-publish"]);
    expect(digest).toBe(createHash("sha256").update(text).digest("hex"));
    expect(checks).toEqual(["command"]);
    expect(policy).toMatchObject({ mode: "observe", ruleModes: {}, unlisted: "none" });
  });

  test("may hold rules over paths, tools and hosts, programs and variables", () => {
    const rule = (kind: string, more: string, [deny, allow]: readonly [string, string]) =>
      `  - {id: ${kind}/repository-x, why: no, instead: else, severity: low, outcome: ask, ${more},` +
      ` examples: {deny: ["${deny}"], allow: ["${allow}"]}}\n`;
    const bundle = build(
      [
        `paths:\n${rule("path", "access: [write], paths: [/**/gen/**]", ["write gen/x", "read gen/x"])}`,
        `tools:\n${rule("mcp", "tools: [mcp__db__*]", ["mcp__db__drop", "Read"])}`,
        `egress:\n${rule("egress", "hosts: [x.example]", ["https://x.example/", "https://y.example/"])}`,
        "programs: { frob: { valued: [--level] } }\nhijacking_variables: [FROB_*]\n",
      ].join(""),
    );
    expect(bundle.checks).toEqual(["mcp", "path", "egress"]);
    expect(bundle.hijackingVariables).toEqual(["FROB_*"]);
    expect(bundle.programs["frob"]?.valued).toEqual(["--level"]);
    expect(bundle.programs["npm"]?.valued).toEqual(["--tag"]);
  });

  test.each(["", "# nothing yet\n", "commands: []\n"])("may say nothing: %j", (text) => {
    expect(build(text).checks).toEqual([]);
  });

  test("says in its policy what is stricter, and as little as can be besides", () => {
    const text =
      "policy:\n  mode: enforce\n  rule_modes: { command/no-frob: enforce }\n" +
      "  on_failure: deny\n  on_partial: deny\n  unlisted: ask\n";
    expect(build(text).policy).toMatchObject({
      mode: "enforce",
      ruleModes: { "command/no-frob": "enforce" },
      onFailure: "deny",
      onPartial: "deny",
      unlisted: "ask",
    });
  });

  test("has every example tested", () => {
    expect(mistakes(ownRule({ examples: "{ deny: [npm pack], allow: [npm publish] }" }))).toEqual([
      "8:24: command/repository-npm-publish: this example (deny) is not caught by its rule in standard: npm pack",
      "8:43: command/repository-npm-publish: this example (allow) is caught by its rule in standard: npm publish",
    ]);
  });
});

describe("refused, with its place and what to write instead", () => {
  const COMPANY_ONLY = "only the company's rule files may have this: ask the security team";
  const STRICTER = "a repository can only make things stricter";
  const EVERYBODY = "a repository's rule holds for everybody, in every profile: leave it out";
  test.each<[string, string, string]>([
    ["an exception", "exceptions: []", `1:13: exceptions: ${COMPANY_ONLY}`],
    ["rules over personal data", "pii: []", `1:6: pii: ${COMPANY_ONLY}`],
    ["a reason to weaken", "weakens: we like it", `1:10: weakens: ${STRICTER}: leave it out`],
    ["secrets", "secrets: []", '1:1: unknown key "secrets"'],
    ["a misspelt key", "comands: []", '1:1: unknown key "comands", did you mean "commands"?'],
    [
      "a profile",
      "policy: { profile: observe }",
      "1:20: policy.profile: the company chooses the profile: leave it out",
    ],
    [
      "a date",
      "policy: { enforce_from: 2027-01-01 }",
      "1:25: policy.enforce_from: a repository's policy holds as soon as it stands here: leave it out",
    ],
    [
      "a mode that is milder",
      "policy:\n  mode: warn\n",
      '2:9: policy.mode: "warn" is milder than the company\'s "enforce": leave it out',
    ],
    [
      "a rule's mode that is milder",
      "policy:\n  rule_modes:\n    path/vault: observe\n",
      '3:5: policy.rule_modes: "observe" for path/vault is milder than the company\'s "enforce": leave it out',
    ],
    [
      "a mode for a rule that is not there",
      "policy: { rule_modes: { command/no-frobb: enforce } }",
      '1:25: policy.rule_modes: no rule of the company\'s is called "command/no-frobb", did you mean "command/no-frob"?',
    ],
    [
      "a mode for its own rule",
      "policy: { rule_modes: { command/repository-x: enforce } }",
      '1:25: policy.rule_modes: no rule of the company\'s is called "command/repository-x": say what it comes to by its outcome',
    ],
    [
      "on_failure: ask",
      "policy: { on_failure: ask }",
      `1:23: policy.on_failure: must be deny: ${STRICTER}`,
    ],
    [
      "on_partial: allow",
      "policy: { on_partial: allow }",
      `1:23: policy.on_partial: must be ask or deny: ${STRICTER}`,
    ],
    [
      "unlisted: none",
      "policy: { unlisted: none }",
      `1:21: policy.unlisted: must be ask or deny: ${STRICTER}`,
    ],
    [
      "a rule that allows",
      ownRule({ outcome: "allow" }),
      `6:14: command/repository-npm-publish: outcome: must be warn, ask or deny: ${STRICTER}`,
    ],
    [
      "an outcome by profile",
      ownRule({ outcome: "{ standard: deny }" }),
      `6:14: command/repository-npm-publish: outcome: must be warn, ask or deny: ${STRICTER}`,
    ],
    [
      "an id outside its names",
      ownRule({ id: "command/npm-publish" }),
      "2:9: commands.0.id: must look like command/repository-kebab-name",
    ],
    [
      "a scope",
      ownRule({ scope: "{ agents: [main] }" }),
      `9:12: command/repository-npm-publish: scope: ${EVERYBODY}`,
    ],
    [
      "profiles",
      ownRule({ profiles: "[strict]" }),
      `9:15: command/repository-npm-publish: profiles: ${EVERYBODY}`,
    ],
    [
      "a rule's own mode",
      ownRule({ mode: "observe" }),
      "9:11: command/repository-npm-publish: mode: a repository's rule has no mode of its own: to try it out, let it warn",
    ],
    [
      "the sandbox",
      ownRule({ maturity: "sandbox" }),
      "9:15: command/repository-npm-publish: maturity: must be incubating, stable or deprecated; to try a rule out, let it warn",
    ],
    [
      "a pattern that is none",
      ownRule({ patterns: "[npm publish && ls]" }),
      "7:16: a pattern holds no operator (&&): quote it if it is meant",
    ],
    ["broken YAML", "commands: [", "1:12: "],
  ])("%s", (_name, text, message) => {
    expect(mistakes(text)).toEqual([expect.stringContaining(message)]);
  });

  test("the same rule twice", () => {
    const [first = ""] = mistakes(ownRule() + ownRule().replace("commands:\n", ""));
    expect(first).toMatch(/^9:9: there is another rule "command\/repository-npm-publish"/);
  });

  test("an id that the company has, should it use such names", () => {
    const rules = buildCompany(
      ["command/no-frob\n", "command/repository-npm-publish\n"],
      ["command/no-frob: warn", "command/repository-npm-publish: warn"],
    );
    expect(mistakes(ownRule(), rules)).toEqual([
      '2:9: the company has a rule "command/repository-npm-publish": call this one otherwise',
    ]);
  });

  test("what is milder than a strict company, every place of it", () => {
    const rules = buildCompany(["on_partial: ask", "on_partial: deny\n  unlisted: deny"]);
    expect(mistakes("policy: { on_partial: ask, unlisted: ask }", rules)).toEqual([
      '1:23: policy.on_partial: "ask" is milder than the company\'s "deny": leave it out',
      '1:38: policy.unlisted: "ask" is milder than the company\'s "deny": leave it out',
    ]);
  });
});

describe("a hostile file is refused", () => {
  const bomb = ["a: &a [x,x,x,x,x,x,x,x,x]"]
    .concat(
      ["b", "c", "d", "e", "f", "g", "h"].map(
        (name, index) => `${name}: &${name} [${Array(9).fill(`*${"abcdefg"[index]}`).join(",")}]`,
      ),
    )
    .join("\n");
  test.each<[string, string, RegExp]>([
    ["aliases that multiply", bomb, /^1:1: its aliases repeat too much: write it out$/],
    ["64 KiB of nested lists", "[".repeat(65_536), /./],
    ["64 KiB of nested maps", "{a: ".repeat(16_000), /./],
    [
      "lists nested to the end",
      "[".repeat(20_000) + "]".repeat(20_000),
      /nested too deeply|call stack/,
    ],
    [
      "braces that stand for a hundred thousand words",
      ownRule({ patterns: '["npm {1..99999}"]' }),
      /7:16: its braces stand for more than 200 texts: use a wildcard/,
    ],
    [
      "a long text",
      ownRule({ patterns: `["npm ${"x".repeat(1000)}"]` }),
      /7:16: a text may have 1000 characters: split it up/,
    ],
    [
      "a key that every object has",
      '"__proto__": { commands: [] }',
      /no key may be called "__proto__"/,
    ],
    ["a date where a map is", "2026-01-01", /./],
    ["two documents", "commands: []\n---\ncommands: []\n", /./],
  ])("%s", (_name, text, message) => {
    const result = readRepositoryRules({ text, name: "f", path: "/f" }, company);
    if (!("problems" in result)) throw new Error("the file was not refused");
    expect(result.problems[0].replace(/^f:/, "")).toMatch(message);
    expect(result.problems[0].length).toBeLessThan(1000);
  });
});

test("the page's example builds beside the rules that ship", () => {
  const page = readFileSync("docs/REPOSITORY-RULES.md", "utf8");
  const example = /```yaml\n([^`]+)```/.exec(page)?.[1] ?? "";
  const bundle = build(example, buildRules("rules"));
  expect([bundle.commands.length, bundle.paths.length]).toEqual([1, 1]);
});

test("a hook takes the rules although an example lies: it is nobody's to mend while a call waits", () => {
  const text = ownRule({ examples: "{ deny: [npm pack], allow: [npm pack] }" });
  const result = readRepositoryRules({ text, name: "f", path: "/f" }, company);
  expect("bundle" in result && result.bundle.commands.length).toBe(1);
});
