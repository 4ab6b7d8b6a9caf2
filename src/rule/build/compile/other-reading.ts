import type { ProgramFacts } from "../../../model/rule.ts";

/**
 * A flag that a program would read otherwise with new facts than with those before: with `valued: [-r]`, the
 * `/` in `rm -r /` is no operand any more. `undefined` when there is none.
 */
export function findOtherReading(before: ProgramFacts, facts: ProgramFacts): string | undefined {
  const valued = facts.valued.find((flag) => !before.valued.includes(flag));
  const alias = Object.entries(facts.aliases).find(
    ([flag, meaning]) => (before.aliases[flag] ?? meaning) !== meaning,
  );
  const isOtherStyle = facts.style === "words" && before.style === "clusters";
  return valued ?? alias?.[0] ?? (isOtherStyle ? "every flag" : undefined);
}
