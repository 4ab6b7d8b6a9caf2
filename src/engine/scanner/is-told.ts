import type { Finding, Outcome } from "../../model/finding.ts";
import type { Policy } from "../../model/policy.ts";
import type { EngineRequest } from "../engine-runner.ts";

const STRICTNESS: readonly Outcome[] = ["allow", "warn", "ask", "deny"];

/**
 * Whether an embedded finding says all that an engine's does: it is about the same stretch or more, comes to no less, and
 * the policy treats its rule alike. What an engine has verified is always news.
 */
export function isTold(
  finding: Finding,
  { findings, policy }: Pick<EngineRequest, "findings" | "policy">,
): boolean {
  if (finding.verification === "verified") return false;
  return findings.some(
    (known) =>
      known.check === "secret" &&
      known.exception === finding.exception &&
      STRICTNESS.indexOf(known.outcome) >= STRICTNESS.indexOf(finding.outcome) &&
      isTreatedAlike(known.rule, finding.rule, policy) &&
      covers(known, finding),
  );
}

function isTreatedAlike(a: string, b: string, { ruleModes, ruleEnforceFrom }: Policy): boolean {
  return ruleModes[a] === ruleModes[b] && ruleEnforceFrom[a] === ruleEnforceFrom[b];
}

function covers(known: Finding, finding: Finding): boolean {
  const { span: outer } = known;
  const { span: inner } = finding;
  if (inner !== undefined) {
    if (outer === undefined || outer.slot.join("\0") !== inner.slot.join("\0")) return false;
    return outer.start <= inner.start && outer.end >= inner.end;
  }
  // Where nothing can be masked, a line is near enough.
  return known.at.field === finding.at.field && known.at.line === finding.at.line;
}
