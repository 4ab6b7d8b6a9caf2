import type { InjectionModel } from "../../../model/injection-model.ts";
import type { InjectionRule } from "../../../model/rule.ts";
import { makeContextJudge } from "../judge-context.ts";
import type { ViewMatch, Views } from "../read-views.ts";
import { scoreText } from "./score-text.ts";
import { scoreViews } from "./score-views.ts";

/** A rule of the classifier that holds for a text, and the stretch that it holds for. */
export interface Classified {
  readonly rule: InjectionRule;
  readonly match: ViewMatch;
  /** From 0 to 1. */
  readonly score: number;
}

/** A few words look like anything. */
const MIN_UNITS = 24;

/** What is known of a text before it is scored. */
export interface Known {
  readonly views: Views;
  /** What patterns found in it. */
  readonly matches: readonly ViewMatch[];
}

/** What the classifier says of a text. */
export interface Classification {
  readonly reached: readonly Classified[];
  /** The score of the stretch that scores highest, without its markup or with it; 1 when the text was not scored. */
  readonly scoreIn: (view: "plain" | "bare") => number;
}

const UNKNOWN = { reached: [], scoreIn: () => 1 };

/** The rules of the classifier whose threshold the text reaches. Without one the model is not loaded. */
export function classify(
  rules: readonly InjectionRule[],
  { views, matches }: Known,
  model: InjectionModel | undefined,
): Classification {
  if (model === undefined || views.plain.length < MIN_UNITS) return UNKNOWN;
  const own = rules.filter(({ detector }) => detector === "classifier");
  if (own.length === 0) return UNKNOWN;
  const { score, view, start, end } = scoreViews(views, model);
  // What is said between tags is seldom asked for: the words by themselves are scored then.
  let bare: number | undefined;
  const scoreIn: Classification["scoreIn"] = (each) =>
    each === "bare" ? (bare ??= Math.max(score, scoreText(views.bare, model).score)) : score;
  const reached = own.filter(({ threshold = 1 }) => score >= threshold);
  if (reached.length === 0) return { reached: [], scoreIn };
  // A stretch whose plainest words only quote an attack speaks of one.
  const inside = matches.filter(
    (each) => each.view === "bare" || (each.view === view && each.start < end && start < each.end),
  );
  const quotes = inside.length > 0 && inside.every(({ context }) => context === "discussed");
  const context = quotes ? "discussed" : makeContextJudge(views[view])(start, end);
  const match = { view, start, end, context };
  return { reached: reached.map((rule) => ({ rule, score, match })), scoreIn };
}
