import type { Finding, Outcome, Severity } from "../model/finding.ts";
import type { ScriptOrigin } from "../model/invocation.ts";
import { keyOf } from "../rule/to-finding.ts";

const STRICTNESS: readonly Outcome[] = ["allow", "warn", "ask", "deny"];

/** The most that a finding may come to in a script that was there before the session. */
const AT_MOST: Readonly<Record<Severity, Outcome>> = {
  critical: "deny",
  high: "ask",
  medium: "warn",
  low: "warn",
};

/**
 * What a finding comes to where it stands in a script. What the agent has written in this session counts as if it
 * stood in the line. A script that was there before is somebody's work: unless it would destroy or give away what
 * nobody gets back, the person at the keyboard decides, or is told.
 */
export function weighInScript(finding: Finding, script: ScriptOrigin | undefined): Finding {
  if (script === undefined || script.isNew) return finding;
  const most = AT_MOST[finding.severity];
  return isStricter(finding.outcome, most) ? { ...finding, outcome: most } : finding;
}

/** One finding a rule and field is enough to decide on: the strictest. */
export function keepStrictest(found: Map<string, Finding>, finding: Finding): void {
  const key = keyOf(finding);
  const before = found.get(key);
  if (before === undefined || isStricter(finding.outcome, before.outcome)) found.set(key, finding);
}

function isStricter(one: Outcome, other: Outcome): boolean {
  return STRICTNESS.indexOf(one) > STRICTNESS.indexOf(other);
}
