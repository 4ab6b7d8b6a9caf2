import { nearest } from "../rule/build/source/nearest.ts";

/** The end of a message about a word that is none of these; nothing when none is near. */
export function didYouMean(word: string, known: readonly string[]): string {
  const meant = nearest(word, known);
  return meant === undefined ? "" : `: did you mean "${meant}"?`;
}
