import { describe, expect, it } from "vitest";
import type { ToolSurface } from "../../../src/model/action.ts";
import type { Outcome } from "../../../src/model/finding.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import type { ArgumentRule, ToolRule } from "../../../src/model/tool-rule.ts";
import { matchTool } from "../../../src/check/mcp/match-tool.ts";

const machine = {
  home: "/home/dev",
  realPath: (path: string) => path.replace(/^\/home\/dev\/project\/link/, "/etc"),
  readText: () => undefined,
};

function ruleOf(own: Partial<ToolRule>, outcome: Outcome = "deny"): ToolRule {
  return {
    id: "mcp/it",
    why: "w",
    instead: "i",
    severity: "low",
    outcome,
    maturity: "stable",
    profiles: ["standard"],
    tools: ["*"],
    except: [],
    ...own,
  };
}

function surfaceOf(tool: string, own: Partial<ToolSurface> = {}): ToolSurface {
  const at = { field: "tool_name" };
  return { kind: "tool", tool, server: undefined, cwd: "/home/dev/project", at, ...own };
}

const matches = (rule: ToolRule, surface: ToolSurface) =>
  matchTool(rule, surface, machine) !== undefined;

describe("whose tool it is", () => {
  const github = { servers: ["github"], tools: ["delete_*"] };
  it.each([
    ["mcp__github__delete_file", undefined, true, true],
    ["mcp__github__create_issue", undefined, false, false],
    ["mcp__gitlab__delete_file", undefined, false, false],
    // Nothing says where the server's name ends.
    ["mcp__github__delete__file", undefined, true, false],
    ["mcp__github__delete__file", "github", true, true],
    ["mcp__github__evil__delete_file", "github__evil", false, false],
    ["mcp__plugin_acme_github__delete_file", undefined, true, false],
    ["mcp__plugin_acme_github__delete_file", "plugin_acme_github", true, false],
    ["Write", undefined, false, false],
  ])("%s of %s: denied %s, allowed %s", (...[tool, server, denied, allowed]) => {
    expect(matches(ruleOf(github), surfaceOf(tool, { server }))).toBe(denied);
    expect(matches(ruleOf(github, "allow"), surfaceOf(tool, { server }))).toBe(allowed);
  });

  it("is a plugin's where it is named in full", () => {
    const rule = ruleOf({ servers: ["plugin_acme_github"] }, "allow");
    expect(matches(rule, surfaceOf("mcp__plugin_acme_github__x"))).toBe(true);
  });

  it("is from where the host says, and else may be from anywhere", () => {
    const rule = { servers: ["a"], sources: ["project"] };
    const from = (source: string | undefined, outcome: Outcome) =>
      matches(ruleOf(rule, outcome), surfaceOf("mcp__a__b", { source }));
    expect([from("project", "deny"), from("user", "deny"), from(undefined, "deny")]).toEqual([
      true,
      false,
      true,
    ]);
    expect([from("project", "allow"), from("user", "allow"), from(undefined, "allow")]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("is excepted by the server's own name", () => {
    const rule = ruleOf({ servers: ["a"], except: ["read_*"] });
    expect(matches(rule, surfaceOf("mcp__a__read_x"))).toBe(false);
    expect(matches(rule, surfaceOf("mcp__a__write_x"))).toBe(true);
  });
});

const argument = (name: string, own: Partial<ArgumentRule>): ArgumentRule => ({
  path: name.replaceAll("[*]", ".*").split("."),
  required: true,
  ...own,
});

/** Whether a rule with this argument denies, and whether it allows. */
function judge(rule: ArgumentRule, input: JsonObject): [boolean, boolean] {
  const surface = surfaceOf("mcp__a__b", { input });
  return [
    matches(ruleOf({ arguments: [rule] }), surface),
    matches(ruleOf({ arguments: [rule] }, "allow"), surface),
  ];
}

const BOTH = [true, true];
const NEITHER = [false, false];
/** What cannot be judged: a rule that denies holds, one that allows does not. */
const DOUBT = [true, false];

describe("what an argument is", () => {
  const glob = argument("path", { matches: ["/etc/*"] });
  it.each<[JsonObject, boolean[]]>([
    [{ path: "/etc/x" }, BOTH],
    [{ path: "/srv/x" }, NEITHER],
    [{}, NEITHER],
    [{ path: null }, NEITHER],
    [{ path: ["/srv/x"] }, DOUBT],
    [{ path: { value: "/srv/x" } }, DOUBT],
    [{ path: 7 }, DOUBT],
    [{ Path: "/etc/x" }, DOUBT],
    [{ path: "/srv/x", PATH: "/etc/x" }, DOUBT],
    [{ path: "/ETC/x" }, DOUBT],
    [{ path: " /etc/x" }, DOUBT],
    [{ path: "/etc/../srv/x" }, DOUBT],
    [{ path: "/srv/../etc/x" }, DOUBT],
    [{ path: "/srv/%2e%2e/etc/x" }, DOUBT],
  ])("by a glob: %j", (input, expected) => expect(judge(glob, input)).toEqual(expected));

  const folder = argument("path", { paths: ["/home/dev/project/**"] });
  it.each<[JsonObject, boolean[]]>([
    [{ path: "/home/dev/project/a" }, BOTH],
    [{ path: "src/a.ts" }, BOTH],
    [{ path: "file:///home/dev/project/a" }, BOTH],
    [{ path: "/home/dev/project/../.ssh/id_rsa" }, NEITHER],
    [{ path: "../other/a" }, NEITHER],
    [{ path: "/home/dev/project/link/shadow" }, DOUBT],
    [{ path: "/home/dev/project/%2e%2e/x" }, DOUBT],
    [{ path: "" }, DOUBT],
  ])("by its path: %j", (input, expected) => expect(judge(folder, input)).toEqual(expected));

  const host = argument("url", { hosts: ["*.example.com"] });
  it.each<[JsonObject, boolean[]]>([
    [{ url: "https://a.example.com/x" }, BOTH],
    [{ url: "https://a.example.com@evil.example/" }, NEITHER],
    [{ url: "https://a.example.com\\@evil.example/" }, DOUBT],
    [{ url: "no url" }, DOUBT],
    [{ url: ["https://a.example.com"] }, DOUBT],
  ])("by its host: %j", (input, expected) => expect(judge(host, input)).toEqual(expected));

  const limit = argument("options.limit", { min: 1, max: 10 });
  it.each<[JsonObject, boolean[]]>([
    [{ options: { limit: 5 } }, BOTH],
    [{ options: { limit: 50 } }, NEITHER],
    [{ options: { limit: "50" } }, DOUBT],
    [{ options: '{"limit":5}' }, DOUBT],
    [{ options: [{ limit: 5 }] }, DOUBT],
    [{ options: {} }, NEITHER],
    [{}, NEITHER],
  ])("by its size: %j", (input, expected) => expect(judge(limit, input)).toEqual(expected));

  const force = argument("force", { is: true });
  it.each<[JsonObject, boolean[]]>([
    [{ force: true }, BOTH],
    [{ force: false }, NEITHER],
    [{ force: "true" }, DOUBT],
    [{ force: 1 }, DOUBT],
    [{ Force: true }, DOUBT],
  ])("by being true: %j", (input, expected) => expect(judge(force, input)).toEqual(expected));

  const items = argument("items[*].url", { matches: ["https://a.example/*"] });
  it.each<[JsonObject, boolean[]]>([
    [{ items: [{ url: "https://a.example/x" }] }, BOTH],
    [{ items: [{ url: "https://a.example/x" }, { url: "https://b.example/x" }] }, DOUBT],
    [{ items: [{ url: "https://b.example/x" }] }, NEITHER],
    [{ items: [] }, NEITHER],
    [{ items: "https://a.example/x" }, DOUBT],
  ])("in a list: %j", (input, expected) => expect(judge(items, input)).toEqual(expected));

  it("may be left out where it is not required", () => {
    const rule = argument("force", { is: false, required: false });
    expect(judge(rule, {})).toEqual(BOTH);
    expect(judge(rule, { force: true })).toEqual(NEITHER);
  });

  it("has a length", () => {
    const rule = argument("text", { maxLength: 3 });
    expect(judge(rule, { text: "abc" })).toEqual(BOTH);
    expect(judge(rule, { text: "abcd" })).toEqual(NEITHER);
    expect(judge(rule, { text: ["abc"] })).toEqual(DOUBT);
  });
});

describe("unless", () => {
  const unless = [argument("path", { paths: ["/home/dev/project/**"] })];
  const denies = (input: JsonObject) =>
    matches(ruleOf({ unless }), surfaceOf("mcp__a__b", { input }));
  const allows = (input: JsonObject) =>
    matches(
      ruleOf({ unless: [argument("force", { is: true })] }, "allow"),
      surfaceOf("mcp__a__b", { input }),
    );

  it("denies everything but what surely is so", () => {
    expect(denies({ path: "/home/dev/project/a" })).toBe(false);
    for (const path of ["/etc/x", ["/home/dev/project/a"], "/home/dev/project/link/x", 7]) {
      expect(denies({ path })).toBe(true);
    }
    expect(denies({})).toBe(true);
    expect(denies({ path: "/home/dev/project/a", Path: "/etc/x" })).toBe(true);
  });

  it("allows nothing that may be so", () => {
    expect(allows({ force: false })).toBe(true);
    expect(allows({})).toBe(true);
    for (const force of [true, "true", [true], { a: 1 }]) expect(allows({ force })).toBe(false);
    expect(allows({ force: false, FORCE: true })).toBe(false);
  });
});
