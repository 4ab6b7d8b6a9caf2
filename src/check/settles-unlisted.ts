import type { Policy, Unlisted } from "../model/policy.ts";
import type { RuleMeta } from "../model/rule.ts";

const STRICTNESS = ["allow", "none", "warn", "ask", "deny"];

/** What comes of what no rule names: Toolgate's own finding, by the id that a policy may give a mode. */
export interface UnlistedOutcome {
  readonly id: string;
  readonly outcome: Unlisted;
}

/**
 * Whether a rule that names a thing leaves nothing to say of its being unlisted: it allows it, or is itself as strict
 * as that and enforced alike. Otherwise one more rule could make an outcome milder.
 */
export function settles(
  { id, outcome }: RuleMeta,
  unlisted: UnlistedOutcome,
  { ruleModes, ruleEnforceFrom, mode }: Policy,
): boolean {
  if (outcome === "allow") return true;
  return (
    STRICTNESS.indexOf(outcome) >= STRICTNESS.indexOf(unlisted.outcome) &&
    (ruleModes[id] ?? mode) === (ruleModes[unlisted.id] ?? mode) &&
    ruleEnforceFrom[id] === ruleEnforceFrom[unlisted.id]
  );
}
