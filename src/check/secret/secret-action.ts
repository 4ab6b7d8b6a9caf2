import type { TextSurface } from "../../model/action.ts";
import type { Outcome } from "../../model/finding.ts";
import type { Policy, SecretAction, Sureness } from "../../model/policy.ts";
import type { RuleMeta } from "../../model/rule.ts";

/** What comes of one secret. */
export interface SecretOutcome {
  readonly outcome: Outcome;
  /** Whether it is masked where it stands. */
  readonly isMasked: boolean;
}

/** How sure a rule is of what it finds: one that goes by a name beside it, or by little more, is generic. */
export function surenessOf({ id, severity }: Pick<RuleMeta, "id" | "severity">): Sureness {
  const isMild = severity === "medium" || severity === "low";
  return isMild || id.startsWith("secret/generic") ? "generic" : "specific";
}

/**
 * What the policy makes of a secret where it stands; where it says nothing, the rule's own outcome, and a mask for
 * what can be masked. A rule that only allows or observes stays so.
 */
export function toSecretOutcome(
  surface: TextSurface,
  { outcome, sureness }: Pick<RuleMeta, "outcome"> & { readonly sureness: Sureness },
  { secrets }: Pick<Policy, "secrets">,
): SecretOutcome {
  if (outcome === "allow") return { outcome, isMasked: false };
  const wanted = secrets?.[surface.role]?.[sureness];
  if (surface.role === "output") return ofOutput(wanted, outcome, surface.slot !== undefined);
  if (wanted !== "mask") return { outcome: wanted ?? outcome, isMasked: true };
  // What has been read comes by again, and is masked then; what is sent away does not.
  const canMask = surface.role === "file" && surface.isSent !== true;
  return { outcome: canMask ? "allow" : outcome, isMasked: true };
}

function ofOutput(wanted: SecretAction | undefined, own: Outcome, canMask: boolean): SecretOutcome {
  if (wanted === "warn") return { outcome: "warn", isMasked: false };
  if (wanted === "ask" || wanted === "deny") return { outcome: wanted, isMasked: true };
  return { outcome: canMask ? "warn" : own, isMasked: canMask };
}
