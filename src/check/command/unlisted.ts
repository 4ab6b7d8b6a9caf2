import type { Location } from "../../model/action.ts";
import type { Finding } from "../../model/finding.ts";
import type { Policy } from "../../model/policy.ts";
import type { CommandRule } from "../../model/rule.ts";
import { settles } from "../settles-unlisted.ts";

const UNLISTED = "command/unlisted";
/** Whether a rule that names a command leaves nothing to say of its being unlisted. */
export function settlesUnlisted(rule: CommandRule, policy: Policy): boolean {
  return settles(rule, { id: UNLISTED, outcome: policy.unlisted }, policy);
}

/** In a profile that works from an allowlist: what a command that no rule names comes to. */
export function unlistedFinding({ unlisted }: Policy, at: Location): Finding | undefined {
  if (unlisted === "none") return undefined;
  return {
    rule: UNLISTED,
    check: "command",
    severity: "low",
    confidence: "high",
    outcome: unlisted,
    at,
    why: "no rule of this company lists the command",
    instead: "use a listed command, or have the security team add this one to commands.yaml",
    evidence: { masked: "" },
  };
}
