import { scoreText } from "../../src/check/injection/classifier/score-text.ts";
import type { InjectionModel } from "../../src/model/injection-model.ts";
import type { LabelledText } from "./read-rows.ts";
import { learnModel, type TrainingSetting } from "./learn-model.ts";

/** A text and its score by a model that has not seen its group. */
export interface Scored {
  readonly text: LabelledText;
  readonly score: number;
}

export function score(text: LabelledText, model: InjectionModel): Scored {
  return { text, score: Math.max(...text.views.map((view) => scoreText(view, model).score)) };
}

const FOLDS = 5;

/** Each text scored by a model that was trained without its group. */
export function crossValidate(texts: readonly LabelledText[], setting: TrainingSetting): Scored[] {
  return Array.from({ length: FOLDS }, (_, fold) => fold).flatMap((fold) => {
    const isHeldBack = ({ group }: LabelledText) => foldOf(group) === fold;
    const model = learnModel(
      texts.filter((text) => !isHeldBack(text)),
      setting,
    );
    return texts.filter(isHeldBack).map((text) => score(text, model));
  });
}

function foldOf(group: string): number {
  let hash = 7;
  for (const char of group) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0) % FOLDS;
}

/** The area under the curve of recall over false positives: how often an injection scores above a benign text. */
export function areaUnderCurve(scored: readonly Scored[]): number {
  const sorted = scored.toSorted((a, b) => a.score - b.score);
  let positives = 0;
  let ranks = 0;
  for (const [at, { text }] of sorted.entries()) {
    if (!text.isInjection) continue;
    positives += 1;
    ranks += at + 1;
  }
  const pairs = positives * (scored.length - positives);
  return (ranks - (positives * (positives + 1)) / 2) / pairs;
}

/** Benign texts that do not talk about attacks, and none that instructs somebody. */
function isOrdinary({ text }: Scored): boolean {
  return !text.isInjection && !text.isHard;
}

/** The score that this share of the ordinary texts reaches. */
export function thresholdFor(scored: readonly Scored[], share: number): number {
  const scores = scored
    .filter(isOrdinary)
    .map((each) => each.score)
    .toSorted((a, b) => b - a);
  return scores[Math.floor(scores.length * share)] ?? 1;
}

/** The share of texts at or above a score, by kind, as percentages. */
export function shareAbove(scored: readonly Scored[], threshold: number): Record<string, string> {
  const kinds = Map.groupBy(scored, ({ text }) => text.kind);
  return Object.fromEntries(
    [...kinds]
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([kind, theirs]) => {
        const above = theirs.filter((each) => each.score >= threshold).length;
        return [kind, `${((100 * above) / theirs.length).toFixed(1)} % of ${theirs.length}`];
      }),
  );
}
