import type { InjectionModel } from "../../../model/injection-model.ts";
import type { Views } from "../read-views.ts";
import { scoreText, type TextScore } from "./score-text.ts";

/** A score, and the view that it is of. */
export interface ViewScore extends TextScore {
  readonly view: "plain" | "decoded";
}

/** The stretch that scores highest, in the text itself or in what it holds in encoded form. */
export function scoreViews({ plain, decoded }: Views, model: InjectionModel): ViewScore {
  const first: ViewScore = { ...scoreText(plain, model), view: "plain" };
  if (decoded === "") return first;
  const second: ViewScore = { ...scoreText(decoded, model), view: "decoded" };
  return second.score > first.score ? second : first;
}
