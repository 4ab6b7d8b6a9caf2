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
  /** Id of the exception of the rule that holds here. */
  readonly exception?: string | undefined;
}

/** The finding of a rule that matched. */
export function toFinding(rule: RuleMeta, match: Match): Finding {
  const { check, at, pattern, confidence, exception } = match;
  const finding: Finding = {
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
  return exception === undefined ? finding : toExcepted(finding, exception);
}

/** What an exception makes of a finding: it is on the record, and decides and masks nothing. */
export function toExcepted(finding: Finding, exception: string): Finding {
  const { span: _, ...rest } = finding;
  return { ...rest, outcome: "allow", exception };
}

/** One finding a rule and field is enough to decide on; an excepted one stands beside it. */
export function keyOf({
  rule,
  at,
  exception = "",
}: Pick<Finding, "rule" | "at" | "exception">): string {
  return `${rule} ${at.field} ${exception}`;
}
