import type { Action, ToolSurface } from "../../model/action.ts";
import type { Check, Machine } from "../../model/check.ts";
import type { Finding } from "../../model/finding.ts";
import type { RuleBundle } from "../../model/bundle.ts";
import { exceptionForTool } from "../../rule/find-exception.ts";
import { toFinding } from "../../rule/to-finding.ts";
import { matchTool } from "./match-tool.ts";
import { settlesUnlistedTool, unlistedTool } from "./unlisted-tool.ts";

/** Tools by name, server and arguments: which may be called, which are asked about, which are denied. */
export const toolCheck: Check = { name: "mcp", inspect };

function inspect(action: Action, rules: RuleBundle, machine: Machine): readonly Finding[] {
  return action.surfaces.flatMap((surface) =>
    surface.kind === "tool" ? inspectTool(surface, rules, machine) : [],
  );
}

function inspectTool(
  surface: ToolSurface,
  { tools, policy }: RuleBundle,
  machine: Machine,
): Finding[] {
  const { tool, at } = surface;
  const findings: Finding[] = [];
  let isListed = false;
  for (const rule of tools) {
    const pattern = matchTool(rule, surface, machine);
    if (pattern === undefined) continue;
    const exception = exceptionForTool(rule, tool);
    isListed ||= exception === undefined && settlesUnlistedTool(rule, policy);
    if (rule.outcome === "allow") continue;
    findings.push(toFinding(rule, { check: "mcp", at, pattern, confidence: "high", exception }));
  }
  const unlisted = isListed ? undefined : unlistedTool(policy, surface);
  return unlisted === undefined ? findings : [...findings, unlisted];
}
