import type { RulePlace } from "./rule-error.ts";

/** The order of places: by file, then by line and column. */
export function comparePlaces(a: RulePlace, b: RulePlace): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
