import { describe, expect, it } from "vitest";
import { buildRules } from "../../../src/rule/build/build-rules.ts";
import { withRules } from "./with-rules.ts";

const EXAMPLES = "examples: { deny: [mcp__a__b], allow: [Read] }";
const tool = (own: string, examples = EXAMPLES, outcome = "deny") => `tools:
  - id: mcp/it
    why: it frobs
    instead: use fro
    severity: low
    outcome: ${outcome}
    maturity: stable
    ${own}
    ${examples}
`;
const egress = (own: string, outcome = "ask") => `egress:
  - id: egress/it
    why: it frobs
    instead: use fro
    severity: low
    outcome: ${outcome}
    maturity: stable
    ${own}
    examples: { deny: [https://a.example], allow: [https://b.example] }
`;

function build(text: string, name = "a.yaml"): string[] {
  try {
    withRules({ [name]: text }, (directory) => buildRules(directory));
    return [];
  } catch (error) {
    if (error instanceof Error) return error.message.split("\n");
    throw error;
  }
}

describe("a rule over tools", () => {
  it.each([
    ["except: [mcp__a__c]", "2:5: mcp/it: it names nothing: give tools, or servers"],
    [
      "{ servers: [a], tools: [mcp__a__b] }",
      "8:29: mcp/it: beside servers a tool has the server's own name for it: b",
    ],
    ["{ tools: [mcp__*], arguments: { 'a..b': x } }", "must be a path like path, options.force"],
    ["{ tools: [mcp__*], arguments: { a: { min: 3, max: 2 } } }", "so small and so large"],
    [
      "{ tools: [mcp__*], arguments: { a: { min_length: 3, max_length: 2 } } }",
      "so small and so large",
    ],
    ["{ tools: [mcp__*], arguments: { a: { paths: [etc] } } }", "must start with / or ~/"],
    ["{ tools: [mcp__*], arguments: { a: { paths: [/etc/] } } }", "no path ends with a slash"],
    ["{ tools: [mcp__*], arguments: { a: { hosts: ['x.example:80'] } } }", "a host has no port"],
    ["{ tools: [mcp__*], arguments: { a: { matchs: [x] } } }", 'unknown key "matchs"'],
  ])("is refused with its place: %s", (own, problem) => {
    const inline = own.startsWith("{")
      ? own.slice(2, -2).replaceAll(/, (tools|arguments):/g, "\n    $1:")
      : own;
    const [first = ""] = build(tool(inline));
    expect(first).toMatch(/^a\.yaml:\d+:\d+: /);
    expect(first).toContain(problem.replace(/^\d+:\d+: /, ""));
  });

  it("that allows names its servers, and only MCP's", () => {
    const examples = "examples: { deny: [mcp__b__c], allow: [mcp__a__b] }";
    const allow = (own: string) => build(tool(own, examples, "allow"))[0];
    expect(allow("tools: ['mcp__*']")).toContain("names its servers");
    expect(allow("servers: ['*']")).toContain("names its servers");
    expect(allow("tools: [Write]")).toContain("only tools of MCP servers are listed");
    expect(allow("servers: [a]")).toBeUndefined();
  });

  it("that allows in a drop-in says so", () => {
    const text = tool(
      "servers: [a]",
      "examples: { deny: [mcp__b__c], allow: [mcp__a__b] }",
      "allow",
    );
    expect(build(text, "rules.d/a.yaml")[0]).toContain(
      "this makes the rules milder (mcp/it allows)",
    );
    expect(build(`weakens: reviewed\n${text}`, "rules.d/a.yaml")).toEqual([]);
  });

  it("has calls for examples", () => {
    const own = "servers: [a]\n    arguments: { path: /etc/* }";
    const call = (path: string) => `{ tool: mcp__a__b, arguments: { path: ${path} } }`;
    const examples = (deny: string, allow: string) =>
      `examples: { deny: [${deny}], allow: [${allow}] }`;
    expect(build(tool(own, examples(call("/etc/x"), call("/srv/x"))))).toEqual([]);
    const [lie = ""] = build(tool(own, examples(call("/srv/x"), "Read")));
    expect(lie).toMatch(/^a\.yaml:10:24: mcp\/it: this example \(deny\) is not caught by its rule/);
  });

  it("of a repository restricts and never allows", () => {
    // `unlisted_tools` and `unlisted_hosts` are choices that a repository may make stricter: tighten.test.ts.
    expect(build("policy: { unlisted_tools: denied }")[0]).toMatch(/^a\.yaml:1:\d+: /);
    expect(build("policy: { unlisted_tools: { strict: deny }, unlisted_hosts: ask }")).toEqual([]);
  });

  it("leaves nothing to except of what is unlisted", () => {
    const text = `exceptions:
  - id: x
    rule: mcp/strict-unlisted
    owner: Platform
    reason: reviewed
    expires: 2099-01-01
    match: { tools: [mcp__a__*] }
    examples: { allow: [mcp__a__b], deny: [mcp__c__d] }
`;
    expect(build(text)[0]).toContain(
      'a.yaml:3:11: rule: "mcp/strict-unlisted" has no exceptions: list the tool in a rule that allows it',
    );
  });
});

describe("a rule over hosts", () => {
  it.each([
    ["hosts: [a.example]\n    known: [b.example]", "known names are for disguise"],
    ["hosts: [a.example]\n    direction: [sideways]", "direction"],
    ["hosts: [a.example]\n    paths: [api]", "must start with / or *"],
    ["hosts: [a.example]\n    schemes: ['https:']", "must be a scheme like https"],
    ["hosts: [a.example]\n    carries: { variables: [X] }", "at"],
  ])("is refused with its place: %s", (own, problem) => {
    const [first = ""] = build(egress(own));
    expect(first).toMatch(/^a\.yaml:\d+:\d+: /);
    expect(first).toContain(problem);
  });

  it("that allows cannot ask what is carried", () => {
    const own = "hosts: [a.example]\n    carries: { variables: [X], at: [url] }";
    expect(build(egress(own, "allow"))[0]).toContain(
      "carries is for a rule that warns, asks or denies",
    );
  });
});
