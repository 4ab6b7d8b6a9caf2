import type { Policy } from "../model/policy.ts";

/**
 * The day, `YYYY-MM-DD`, until which a rule that is to be enforced only warns.
 *
 * @param policy As compiled, before `policyAt` has made it what holds at a time.
 * @param now Milliseconds since the epoch.
 */
export function waitsUntil(rule: string, policy: Policy, now: number): string | undefined {
  const mode = policy.ruleModes[rule];
  if ((mode ?? policy.mode) !== "enforce") return undefined;
  const everyones = mode === undefined ? (policy.enforceFrom ?? 0) : 0;
  const from = Math.max(policy.ruleEnforceFrom[rule] ?? 0, everyones);
  return from > now ? new Date(from).toISOString().slice(0, 10) : undefined;
}
