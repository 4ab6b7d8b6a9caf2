import type { Profile } from "../../model/policy.ts";
import type { RuleMeta } from "../../model/rule.ts";
import { assembleRules } from "../../rule/build/build-rules.ts";
import type { BuiltRule } from "../../rule/build/compile/built-rule.ts";
import type { ExampleResult } from "../../rule/build/examples/example-result.ts";
import { comparePlaces } from "../../rule/build/source/compare-places.ts";
import type { RuleSources } from "../../rule/build/source/read-sources.ts";
import type { RulePlace } from "../../rule/build/source/rule-error.ts";
import type { OutcomeByProfile } from "./profiles.ts";

/** One example of one rule, in every profile that it was run in. */
export interface ExampleReport {
  readonly list: ExampleResult["list"];
  /** As written: a template stays one. */
  readonly example: string;
  readonly place: RulePlace;
  /** What is wrong, and the profiles in which it is; empty when the example holds everywhere. */
  readonly problems: Readonly<Record<string, readonly Profile[]>>;
}

/** One rule with what became of its examples. */
export interface RuleReport {
  readonly rule: string;
  readonly place: RulePlace;
  readonly outcomes: OutcomeByProfile;
  readonly examples: readonly ExampleReport[];
}

/** The results of one profile, and the outcomes of its rules. */
export interface ProfileRun {
  readonly profile: Profile;
  readonly rules: readonly Omit<RuleReport, "examples">[];
  readonly results: readonly ExampleResult[];
}

/** Runs every example of every rule in each of the profiles. @throws RuleErrors when the rules do not compile. */
export function runProfiles(sources: RuleSources, profiles: readonly Profile[]): ProfileRun[] {
  return profiles.map((profile) => {
    const { rules, examples } = assembleRules(sources, { profile });
    return toRun(profile, rules, examples);
  });
}

export function toRun(
  profile: Profile,
  rules: readonly BuiltRule<RuleMeta>[],
  results: readonly ExampleResult[],
): ProfileRun {
  const own = rules.map(({ rule: { id, outcome }, placeOf }) => ({
    rule: id,
    place: placeOf(["id"]),
    outcomes: { [profile]: outcome },
  }));
  const ids = new Set(own.map(({ rule }) => rule));
  // An exception has examples too, and is no rule.
  const others = results
    .filter(({ rule }) => !ids.has(rule))
    .map(({ rule, place }) => ({ rule, place, outcomes: {} }));
  return { profile, rules: [...own, ...others], results };
}

/** The runs by rule, in the order of the files; what came out alike in several profiles stands once. */
export function toReports(runs: readonly ProfileRun[]): RuleReport[] {
  const results = Object.groupBy(
    runs.flatMap(({ profile, results: own }) => own.map((result) => ({ profile, result }))),
    ({ result }) => result.rule,
  );
  const rules = Map.groupBy(
    runs.flatMap((run) => run.rules),
    ({ rule }) => rule,
  );
  const reports = [...rules].flatMap(([rule, same]) =>
    same.slice(0, 1).map(({ place }) => ({
      rule,
      place,
      outcomes: Object.assign({}, ...same.map((each) => each.outcomes)),
      examples: mergeExamples(results[rule] ?? []),
    })),
  );
  return reports.toSorted((a, b) => comparePlaces(a.place, b.place));
}

export function isFailed({ problems }: ExampleReport): boolean {
  return Object.keys(problems).length > 0;
}

interface ProfiledResult {
  readonly profile: Profile;
  readonly result: ExampleResult;
}

function mergeExamples(results: readonly ProfiledResult[]): ExampleReport[] {
  const byPlace = Object.groupBy(results, ({ result: { list, example, place } }) =>
    JSON.stringify([place, list, example]),
  );
  return Object.values(byPlace).flatMap((same = []) =>
    same.slice(0, 1).map(({ result: { list, example, place } }) => ({
      list,
      example,
      place,
      problems: mergeProblems(same),
    })),
  );
}

function mergeProblems(results: readonly ProfiledResult[]): Record<string, Profile[]> {
  const problems: Record<string, Profile[]> = {};
  for (const { profile, result } of results) {
    if (result.problem !== undefined) (problems[result.problem] ??= []).push(profile);
  }
  return problems;
}
