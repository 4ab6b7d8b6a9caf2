import type { RulePlace } from "../source/rule-error.ts";

/** Something in a rule source that stops no build and is still not right. */
export interface RuleWarning {
  readonly place: RulePlace;
  /** What is wrong, and what to write instead. */
  readonly problem: string;
}

/** `file:line:column: warning: what is wrong`. */
export function formatWarning({ place, problem }: RuleWarning): string {
  return `${place.file}:${place.line}:${place.column}: warning: ${problem}`;
}
