import type { ToolSurface } from "../../model/action.ts";
import type { Finding } from "../../model/finding.ts";
import type { Policy } from "../../model/policy.ts";
import type { ToolRule } from "../../model/tool-rule.ts";
import { settles } from "../settles-unlisted.ts";
import { listReadings } from "./read-tool-name.ts";

const UNLISTED = "mcp/strict-unlisted";

/** Whether a rule that names a tool leaves nothing to say of its being unlisted. */
export function settlesUnlistedTool(rule: ToolRule, policy: Policy): boolean {
  return settles(rule, { id: UNLISTED, outcome: policy.unlistedTools }, policy);
}

/** What an MCP tool that no rule names comes to; the host's own tools are on no list. */
export function unlistedTool(
  { unlistedTools }: Policy,
  { tool, server, at }: ToolSurface,
): Finding | undefined {
  const [reading] = listReadings(tool, server);
  if (unlistedTools === "none" || reading === undefined) return undefined;
  return {
    rule: UNLISTED,
    check: "mcp",
    severity: "medium",
    confidence: "high",
    outcome: unlistedTools,
    at,
    why: "this company has not approved this call of the MCP server",
    instead: "have the security team add the server in mcp.yaml, by a rule that allows it",
    evidence: { masked: "" },
  };
}
