import { injectionCheck } from "../../../check/injection/injection-check.ts";
import type { Action } from "../../../model/action.ts";
import type { RuleBundle } from "../../../model/bundle.ts";
import type { Machine } from "../../../model/check.ts";
import type { Confidence, Finding, Outcome } from "../../../model/finding.ts";
import type { Policy } from "../../../model/policy.ts";
import type { InjectionRule } from "../../../model/rule.ts";
import type { Evaluation } from "../../../evaluation.ts";
import { stricter, toOutcome } from "../../../verdict/to-verdict.ts";

/** What a row comes to, apart from where the thresholds are. */
export interface WeighedRow {
  /** The strictest outcome of the findings of each confidence. */
  readonly byConfidence: Readonly<Record<Confidence, Outcome>>;
  /** What the classifier made of it; absent where no rule of the classifier is about such a text. */
  readonly scored?: ScoredRow;
}

export interface ScoredRow {
  /** Of its highest text, 0 to 1. */
  readonly score: number;
  /** What a rule of the classifier that denies comes to, once its threshold is reached: `warn` where the text only talks. */
  readonly outcome: Outcome;
  /** What the row comes to without the classifier. */
  readonly others: Outcome;
}

/** Stands in for the rules of the classifier, and is reached by every score. */
const PROBE = "injection/probe";

export function weighRow(
  { results }: Evaluation,
  { injection }: RuleBundle,
  machine: Machine,
): WeighedRow {
  const { rules, action, verdict } = results;
  const policy = rules?.policy;
  const findings = policy === undefined ? [] : (verdict?.findings ?? []);
  const strictest = (some: readonly Finding[]): Outcome =>
    some.reduce<Outcome>(
      (before, found) => (policy ? stricter(before, toOutcome(found, policy)) : before),
      "allow",
    );
  const of = (confidence: Confidence): Outcome =>
    strictest(findings.filter((found) => found.confidence === confidence));
  const byConfidence = { high: of("high"), medium: of("medium"), low: of("low") };
  const own = injection.filter(({ detector }) => detector === "classifier");
  const bundle = rules?.bundles[0];
  if (action === undefined || bundle === undefined || !isForClassifier(action, own))
    return { byConfidence };
  const probed = probe(action, { bundle, own, machine });
  const others = findings.filter(({ check }) => check !== "injection");
  return {
    byConfidence,
    scored: toScored(probed, own, bundle.policy, (some) => strictest([...others, ...some])),
  };
}

function isForClassifier({ surfaces }: Action, own: readonly InjectionRule[]): boolean {
  return surfaces.some(
    (surface) => surface.kind === "text" && own.some(({ roles }) => roles.includes(surface.role)),
  );
}

interface Probing {
  readonly bundle: RuleBundle;
  readonly own: readonly InjectionRule[];
  readonly machine: Machine;
}

/** What the check finds with one rule of the classifier instead of all, which every text reaches. */
function probe(action: Action, { bundle, own, machine }: Probing): readonly Finding[] {
  const [first] = own;
  if (first === undefined) return [];
  const roles = [...new Set(own.flatMap((rule) => rule.roles))];
  const rule = { ...first, id: PROBE, threshold: 0, outcome: "deny", roles } as const;
  const others = bundle.injection.filter(({ detector }) => detector !== "classifier");
  const { policy } = bundle;
  // A mode of its own: otherwise weaker findings of the same words would be taken for said by it.
  const modes = { ...policy.ruleModes, [PROBE]: "observe" } as const;
  const parts = { injection: [...others, rule], policy: { ...policy, ruleModes: modes } };
  return injectionCheck.inspect(action, { ...bundle, ...parts }, machine);
}

function toScored(
  probed: readonly Finding[],
  own: readonly InjectionRule[],
  policy: Policy,
  strictest: (findings: readonly Finding[]) => Outcome,
): ScoredRow {
  const scores = probed.filter(({ rule }) => rule === PROBE);
  const highest = scores.reduce<Finding | undefined>(
    (best, found) => ((found.score ?? 0) > (best?.score ?? -1) ? found : best),
    undefined,
  );
  const rule = own[0]?.id ?? PROBE;
  return {
    score: highest?.score ?? 0,
    outcome: toOutcome({ rule, outcome: highest?.outcome ?? "allow" }, policy),
    others: strictest(probed.filter((found) => found.rule !== PROBE)),
  };
}
