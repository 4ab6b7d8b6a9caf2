import type { Mode, Policy } from "../model/policy.ts";

/**
 * The policy as it holds at a time: what is to be enforced from a later day on only warns until then.
 *
 * @param now Milliseconds since the epoch.
 */
export function policyAt(policy: Policy, now: number): Policy {
  const isLater = (from: number | undefined) => from !== undefined && now < from;
  const waiting = Object.entries(policy.ruleEnforceFrom)
    .filter(([id, from]) => isLater(from) && (policy.ruleModes[id] ?? policy.mode) === "enforce")
    .map(([id]): [string, Mode] => [id, "warn"]);
  const waits = policy.mode === "enforce" && isLater(policy.enforceFrom);
  if (!waits && waiting.length === 0) return policy;
  return {
    ...policy,
    mode: waits ? "warn" : policy.mode,
    ruleModes: { ...policy.ruleModes, ...Object.fromEntries(waiting) },
  };
}
