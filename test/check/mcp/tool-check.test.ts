import { describe, expect, it } from "vitest";
import { toolCheck } from "../../../src/check/mcp/tool-check.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import type { Unlisted } from "../../../src/model/policy.ts";
import type { ToolRule } from "../../../src/model/tool-rule.ts";
import { buildRules } from "../../../src/rule/build/build-rules.ts";
import { EMPTY_BUNDLE } from "../empty-bundle.ts";

const bundles = {
  standard: buildRules("rules", { profile: "standard" }),
  strict: buildRules("rules", { profile: "strict" }),
};
const machine = { home: "/home/dev", realPath: (path: string) => path, readText: () => undefined };

function told(tool: string, profile: "standard" | "strict"): string[] {
  const at = { field: "tool_name" };
  const surfaces = [{ kind: "tool", tool, server: undefined, at } as const];
  const rules = bundles[profile];
  const found = toolCheck.inspect(
    { surfaces, coverage: { complete: true, gaps: [] } },
    rules,
    machine,
  );
  return found.map(({ rule, outcome }) => `${outcome} ${rule}`);
}

describe("toolCheck", () => {
  it.each([
    ["Write", "strict", ["ask tool/strict-file-change"]],
    ["mcp__github__create_issue", "strict", ["deny mcp/strict-unlisted"]],
    ["Read", "strict", []],
    ["Write", "standard", []],
    ["mcp__github__create_issue", "standard", []],
  ] as const)("%s in %s: %j", (tool, profile, expected) => {
    expect(told(tool, profile)).toEqual(expected);
  });
});

describe("a company's list of tools, by unlisted_tools", () => {
  const at = { field: "tool_name" };
  const allow: ToolRule = {
    id: "mcp/acme",
    why: "w",
    instead: "i",
    severity: "low",
    outcome: "allow",
    maturity: "stable",
    profiles: ["standard"],
    tools: ["get_*"],
    except: [],
    servers: ["github"],
    arguments: [{ path: ["owner"], required: true, matches: ["acme"] }],
  };

  type Call = readonly [tool: string, input: JsonObject];

  function judge([tool, input]: Call, unlistedTools: Unlisted, tools = [allow]) {
    const surfaces = [{ kind: "tool", tool, server: undefined, input, at } as const];
    const rules = { ...EMPTY_BUNDLE, tools, policy: { ...EMPTY_BUNDLE.policy, unlistedTools } };
    return toolCheck
      .inspect({ surfaces, coverage: { complete: true, gaps: [] } }, rules, machine)
      .map(({ rule, outcome }) => `${outcome} ${rule}`);
  }

  it("lets pass what it allows, and denies or asks about the rest", () => {
    expect(judge(["mcp__github__get_issue", { owner: "acme" }], "deny")).toEqual([]);
    expect(judge(["mcp__github__get_issue", { owner: "evil" }], "deny")).toEqual([
      "deny mcp/strict-unlisted",
    ]);
    expect(judge(["mcp__github__push_files", { owner: "acme" }], "ask")).toEqual([
      "ask mcp/strict-unlisted",
    ]);
    expect(judge(["mcp__other__x", {}], "none")).toEqual([]);
    expect(judge(["Read", {}], "deny")).toEqual([]);
  });

  it("says nothing more of what a rule denies anyway, and does of what one only asks about", () => {
    const ask: ToolRule = { ...allow, id: "mcp/ask", outcome: "ask" };
    const deny: ToolRule = { ...allow, id: "mcp/deny", outcome: "deny" };
    const call = ["mcp__github__get_issue", { owner: "acme" }] as const;
    expect(judge(call, "deny", [deny])).toEqual(["deny mcp/deny"]);
    expect(judge(call, "deny", [ask])).toEqual(["ask mcp/ask", "deny mcp/strict-unlisted"]);
    expect(judge(call, "deny", [ask, allow])).toEqual(["ask mcp/ask"]);
  });

  it("tells people what to do", () => {
    const surfaces = [{ kind: "tool", tool: "mcp__x__y", server: undefined, at } as const];
    const [finding] = toolCheck.inspect(
      { surfaces, coverage: { complete: true, gaps: [] } },
      bundles.strict,
      machine,
    );
    expect(finding?.instead).toContain("add the server in mcp.yaml");
  });
});
