import type { Action } from "../model/action.ts";
import type { Check, Machine } from "../model/check.ts";
import type { Finding } from "../model/finding.ts";
import type { RuleBundle } from "../model/bundle.ts";
import { toStageError } from "../model/stage.ts";

/** More than this in one event is no accident, and would only make the record large. */
export const MAX_FINDINGS = 500;

/** What checks run with. */
export interface CheckSetting {
  readonly checks: readonly Check[];
  readonly machine: Machine;
}

/**
 * Every finding of every check. Past the bound some would be lost, and with them what they would
 * mask: that is a denial of its own.
 *
 * @throws StageError("check") naming the check that failed: a check that fails has seen nothing.
 */
export function runChecks(
  action: Action,
  bundles: readonly RuleBundle[],
  { checks, machine }: CheckSetting,
): readonly Finding[] {
  const findings = bundles.flatMap((rules) =>
    checks
      .filter(({ name }) => rules.checks?.includes(name) ?? true)
      .flatMap((check) => inspect(check, action, { rules, machine })),
  );
  return boundFindings(findings);
}

/** The findings, or as many of them as are looked at one by one and a denial for the rest. */
export function boundFindings(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= MAX_FINDINGS) return findings;
  return [tooMany(findings.length), ...findings.slice(0, MAX_FINDINGS)];
}

interface Against {
  readonly rules: RuleBundle;
  readonly machine: Machine;
}

function inspect(check: Check, action: Action, { rules, machine }: Against): readonly Finding[] {
  try {
    return check.inspect(action, rules, machine);
  } catch (error) {
    throw toStageError(error, "check", `in the ${check.name} check`);
  }
}

function tooMany(count: number): Finding {
  return {
    rule: "self/too-many-findings",
    check: "self",
    severity: "high",
    confidence: "high",
    outcome: "deny",
    at: { field: "" },
    why: `rules match in ${count} places, more than the ${MAX_FINDINGS} that are looked at one by one`,
    instead: "do it in smaller steps",
    evidence: { masked: "" },
  };
}
