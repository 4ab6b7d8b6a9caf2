import { describe, expect, it } from "vitest";
import { toolCheck } from "../../../src/check/mcp/tool-check.ts";
import { buildRules } from "../../../src/rule/build/build-rules.ts";

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
