import type { Profile } from "../../../model/policy.ts";
import { RuleError, RuleErrors } from "../source/rule-error.ts";
import type { ExampleResult } from "./example-result.ts";

const MAX_QUOTED = 96;

/** @throws RuleErrors at each example that is not what its rule says of it. */
export function refuseLies(results: readonly ExampleResult[], profile: Profile): void {
  const errors = results.flatMap(({ rule, list, example, problem, place }) => {
    if (problem === undefined) return [];
    const what = `this example (${list}) ${problem} in ${profile}: ${quoteExample(example)}`;
    return [new RuleError(place, `${rule}: ${what}`)];
  });
  if (errors.length > 0) throw new RuleErrors(errors);
}

/** An example as a message of one line quotes it. */
function quoteExample(example: string): string {
  const line = example.replaceAll(/[\s\p{C}]+/gu, " ").trim();
  return line.length > MAX_QUOTED ? `${line.slice(0, MAX_QUOTED - 1)}…` : line;
}
