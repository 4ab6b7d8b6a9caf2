import type { UrlSurface } from "../../model/action.ts";
import type { Finding } from "../../model/finding.ts";
import type { Policy } from "../../model/policy.ts";
import type { EgressRule } from "../../model/egress-rule.ts";
import { settles } from "../settles-unlisted.ts";

const UNLISTED = "egress/unlisted";

/** Whether a rule that names a host leaves nothing to say of its being unlisted. */
export function settlesUnlistedHost(rule: EgressRule, policy: Policy): boolean {
  return settles(rule, { id: UNLISTED, outcome: policy.unlistedHosts }, policy);
}

/** Where a company works from a list of hosts: what one that no rule names comes to. */
export function unlistedHost(
  { unlistedHosts }: Policy,
  { at, direction }: UrlSurface,
): Finding | undefined {
  if (unlistedHosts === "none") return undefined;
  const how = direction === "upload" ? " for sending to it" : "";
  return {
    rule: UNLISTED,
    check: "egress",
    severity: "low",
    confidence: "high",
    outcome: unlistedHosts,
    at,
    why: `no rule of this company lists the host${how}`,
    instead: "use a listed host, or have the security team add this one to egress.yaml",
    evidence: { masked: "" },
  };
}
