import type { Action, ToolSurface } from "../../model/action.ts";
import type { Check } from "../../model/check.ts";
import type { Finding } from "../../model/finding.ts";
import type { RuleBundle } from "../../model/bundle.ts";
import type { ToolRule } from "../../model/rule.ts";
import { exceptionForTool } from "../../rule/find-exception.ts";
import { matchGlob } from "../../rule/glob.ts";
import { toFinding } from "../../rule/to-finding.ts";

/** Lists of tools by name: which may be called, which are asked about, which are denied. */
export const toolCheck: Check = { name: "mcp", inspect };

function inspect(action: Action, { tools }: RuleBundle): readonly Finding[] {
  return action.surfaces.flatMap((surface) =>
    surface.kind === "tool" ? tools.flatMap((rule) => match(rule, surface)) : [],
  );
}

function match(rule: ToolRule, { tool, at }: ToolSurface): Finding[] {
  const pattern = rule.tools.find((glob) => matchGlob(glob, tool));
  if (pattern === undefined || rule.except.some((glob) => matchGlob(glob, tool))) return [];
  const exception = exceptionForTool(rule, tool);
  return [toFinding(rule, { check: "mcp", at, pattern, confidence: "high", exception })];
}
