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
  if (rules === undefined || action === undefined || verdict === undefined) return NOTHING_FOUND;
  const { findings } = verdict;
  const weigh = (some: readonly Finding[]): Outcome => strictest(some, rules.policy);
  const of = (confidence: Confidence): Outcome =>
    weigh(findings.filter((found) => found.confidence === confidence));
  const byConfidence = { high: of("high"), medium: of("medium"), low: of("low") };
  const own = injection.filter(({ detector }) => detector === "classifier");
  const [bundle] = rules.bundles;
  if (bundle === undefined || !isForClassifier(action, own)) return { byConfidence };
  const probed = probe(action, { bundle, own, machine });
  const others = findings.filter(({ check }) => check !== "injection");
  const { score, outcome } = scoreOf(probed);
  const rule = own[0]?.id ?? PROBE;
  const scored = {
    score,
    outcome: toOutcome({ rule, outcome }, rules.policy),
    others: weigh([...others, ...probed.filter((found) => found.rule !== PROBE)]),
  };
  return { byConfidence, scored };
}

const NOTHING_FOUND: WeighedRow = {
  byConfidence: { high: "allow", medium: "allow", low: "allow" },
};

function strictest(findings: readonly Finding[], policy: Policy): Outcome {
  return findings.reduce<Outcome>(
    (before, found) => stricter(before, toOutcome(found, policy)),
    "allow",
  );
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

/** Of the text that scores highest. */
function scoreOf(probed: readonly Finding[]): {
  readonly score: number;
  readonly outcome: Outcome;
} {
  const scores = probed.flatMap(({ rule, score = 0, outcome }) =>
    rule === PROBE ? [{ score, outcome }] : [],
  );
  const nothing = { score: 0, outcome: "allow" } as const;
  return scores.reduce((best, each) => (each.score > best.score ? each : best), nothing);
}
