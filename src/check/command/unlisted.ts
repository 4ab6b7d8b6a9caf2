import type { Location } from "../../model/action.ts";
import type { Finding } from "../../model/finding.ts";
import type { Policy } from "../../model/policy.ts";
import type { CommandRule } from "../../model/rule.ts";

const UNLISTED = "command/unlisted";
const STRICTNESS = ["allow", "none", "warn", "ask", "deny"];

/**
 * Whether a rule that names a command leaves nothing to say of its being unlisted: it allows it, or is itself as
 * strict as that and enforced alike. Otherwise one more rule could make an outcome milder.
 */
export function settlesUnlisted({ id, outcome }: CommandRule, policy: Policy): boolean {
  if (outcome === "allow") return true;
  const { ruleModes, ruleEnforceFrom, unlisted } = policy;
  return (
    STRICTNESS.indexOf(outcome) >= STRICTNESS.indexOf(unlisted) &&
    (ruleModes[id] ?? policy.mode) === (ruleModes[UNLISTED] ?? policy.mode) &&
    ruleEnforceFrom[id] === ruleEnforceFrom[UNLISTED]
  );
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
