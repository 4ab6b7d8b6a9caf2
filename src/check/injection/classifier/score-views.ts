import type { InjectionModel } from "../../../model/injection-model.ts";
import type { Views } from "../read-views.ts";
import { scoreText, type TextScore } from "./score-text.ts";

/** A score, and the view that it is of. */
export interface ViewScore extends TextScore {
  readonly view: "plain" | "decoded" | "layered";
}

/** The stretch that scores highest, in the text itself or in what it holds in encoded form. */
export function scoreViews({ plain, decoded, layered }: Views, model: InjectionModel): ViewScore {
  let best: ViewScore = { ...scoreText(plain, model), view: "plain" };
  const note = (score: TextScore, view: ViewScore["view"]): void => {
    if (score.score > best.score) best = { ...score, view };
  };
  if (decoded !== "") note(scoreText(decoded, model), "decoded");
  // What one layer says goes on in no other.
  for (const { index, 0: part } of layered.matchAll(/[^\n]+(?:\n[^\n]+)*/g)) {
    const { score, start, end } = scoreText(part, model);
    note({ score, start: start + index, end: end + index }, "layered");
  }
  return best;
}
