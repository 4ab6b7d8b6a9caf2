import type { Coverage } from "../model/action.ts";
import type { Finding, Outcome } from "../model/finding.ts";
import type { Mode, Policy } from "../model/policy.ts";
import type { Verdict } from "../model/verdict.ts";

const STRICTNESS: Readonly<Record<Outcome, number>> = { allow: 0, warn: 1, ask: 2, deny: 3 };

/** The strictest that each mode lets a rule be. */
const CEILING: Readonly<Record<Mode, Outcome>> = {
  observe: "allow",
  warn: "warn",
  enforce: "deny",
};

/** The stricter of two outcomes. */
export function stricter(a: Outcome, b: Outcome): Outcome {
  return STRICTNESS[a] >= STRICTNESS[b] ? a : b;
}

function milder(a: Outcome, b: Outcome): Outcome {
  return STRICTNESS[a] <= STRICTNESS[b] ? a : b;
}

/** What a verdict is reached by. */
export interface Judging {
  readonly policy: Policy;
  /** Of the rules themselves. */
  readonly gaps: readonly string[];
}

/** The conclusion from what was found and what the policy makes of it: the strictest finding wins. */
export function toVerdict(
  findings: readonly Finding[],
  understood: Coverage,
  { policy, gaps }: Judging,
): Verdict {
  const coverage = withGaps(understood, gaps);
  const all = [...findings, ...partialFinding(coverage, policy, gaps.length > 0)];
  const would = all.reduce<Outcome>((outcome, found) => stricter(outcome, found.outcome), "allow");
  const outcome = all.reduce<Outcome>(
    (strictest, found) => stricter(strictest, toOutcome(found, policy)),
    "allow",
  );
  // Where nothing is enforced, the record still says which rules would have decided.
  const carried = outcome === "allow" ? would : outcome;
  const determining = all.filter((found) =>
    outcome === "allow" ? found.outcome === carried : toOutcome(found, policy) === carried,
  );
  return {
    outcome,
    would,
    determining: carried === "allow" ? [] : determining.toSorted(byStrictness),
    findings: all,
    inForce: all.filter((found) => toOutcome(found, policy) !== "allow"),
    coverage,
  };
}

/** Under `warn` rules of every outcome do the same: the one that would have done most comes first. */
function byStrictness(a: Finding, b: Finding): number {
  return STRICTNESS[b.outcome] - STRICTNESS[a.outcome];
}

function withGaps(coverage: Coverage, gaps: readonly string[]): Coverage {
  return gaps.length === 0 ? coverage : { complete: false, gaps: [...gaps, ...coverage.gaps] };
}

/** What a finding comes to under the mode of its rule. */
export function toOutcome(found: Pick<Finding, "rule" | "outcome">, policy: Policy): Outcome {
  const mode = policy.ruleModes[found.rule] ?? policy.mode;
  return milder(found.outcome, CEILING[mode]);
}

/** An input that was not wholly understood is itself something to judge. */
function partialFinding(coverage: Coverage, policy: Policy, isOfRules: boolean): Finding[] {
  const [gap] = coverage.gaps;
  if (gap === undefined || policy.onPartial === "allow") return [];
  return [
    {
      rule: "self/not-understood",
      check: "self",
      severity: "medium",
      confidence: "high",
      outcome: policy.onPartial,
      at: { field: "" },
      why: `part of this call could not be understood (${gap.slice(0, 240)})`,
      // Saying it otherwise would not help where a file of rules is what is wrong.
      instead: isOfRules
        ? "have the user mend .claude/toolgate.yaml"
        : "say it more plainly, or in smaller steps",
      evidence: { masked: "" },
    },
  ];
}
