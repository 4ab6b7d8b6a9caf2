import type { Location } from "../../model/action.ts";
import type { Finding } from "../../model/finding.ts";
import type { Policy } from "../../model/policy.ts";

/** In a profile that works from an allowlist: what a command that no rule names comes to. */
export function unlistedFinding({ unlisted }: Policy, at: Location): Finding | undefined {
  if (unlisted === "none") return undefined;
  return {
    rule: "command/unlisted",
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
