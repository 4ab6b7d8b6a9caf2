import type { RuleSources } from "../source/read-sources.ts";
import type { RulePlace } from "../source/rule-error.ts";
import type { RuleWarning } from "./rule-warning.ts";
import { allRules, outcomesOf, type SourceRule } from "./source-rules.ts";

interface PlacedExample {
  readonly rule: SourceRule["source"];
  readonly place: RulePlace;
}

/**
 * Examples that two rules both say they catch, with the same outcome in the same profile: one of the two is not
 * about it, or they are one rule. What two agents may both not do is in the permissions of both.
 */
export function findSharedExamples(sources: RuleSources): RuleWarning[] {
  const rules = allRules(sources).filter(({ source }) => !source.id.startsWith("permission/"));
  const placed = rules.flatMap(({ source, placeOf }) =>
    source.examples.deny.map((example, nth) => ({
      kind: source.id.slice(0, source.id.indexOf("/")),
      example,
      rule: source,
      place: placeOf(["examples", "deny", nth]),
    })),
  );
  const byText = Map.groupBy(placed, ({ kind, example }) => `${kind} ${example}`);
  return [...byText.values()].flatMap((same) =>
    same.flatMap((each, index) => {
      const first = same.slice(0, index).find((other) => isShared(other, each));
      if (first === undefined) return [];
      const where = `${first.place.file}:${first.place.line}`;
      const problem = `${each.rule.id}: ${first.rule.id} has this example too, at ${where}: keep it in one`;
      return [{ place: each.place, problem }];
    }),
  );
}

function isShared(first: PlacedExample, second: PlacedExample): boolean {
  const outcomes = outcomesOf(first.rule);
  return [...outcomesOf(second.rule)].some(
    ([profile, outcome]) => outcomes.get(profile) === outcome,
  );
}
