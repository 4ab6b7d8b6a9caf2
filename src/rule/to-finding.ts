import type { Location } from "../model/action.ts";
import type { CheckName, Confidence, Finding } from "../model/finding.ts";
import type { RuleMeta } from "../model/rule.ts";

const MAX_EVIDENCE_CHARS = 80;

/** Where a rule matched and what of it may be shown: the rule's own pattern, never the input. */
export interface Match {
  readonly check: CheckName;
  readonly at: Location;
  readonly pattern: string;
  readonly confidence: Confidence;
}

/** The finding of a rule that matched. */
export function toFinding(rule: RuleMeta, { check, at, pattern, confidence }: Match): Finding {
  return {
    rule: rule.id,
    check,
    severity: rule.severity,
    confidence,
    outcome: rule.outcome,
    at,
    why: rule.why,
    instead: rule.instead,
    evidence: { masked: pattern.slice(0, MAX_EVIDENCE_CHARS) },
  };
}
