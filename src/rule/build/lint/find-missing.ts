import type { RuleSources } from "../source/read-sources.ts";
import type { RuleWarning } from "./rule-warning.ts";
import { allRules, commandRules, outcomesOf, type SourceRule } from "./source-rules.ts";

/**
 * What a rule that denies owes to who is stopped by it: a way that works, and a word on the danger. Where some
 * profile only asks, the person at the keyboard is the way; and only a command can be tried.
 */
export function findMissing(sources: RuleSources): RuleWarning[] {
  const untried = commandRules(sources)
    .filter(denies)
    .filter(({ source }) => [...outcomesOf(source).values()].every((outcome) => outcome === "deny"))
    .filter(({ source }) => source.examples.instead.length === 0);
  const unfounded = allRules(sources)
    .filter(denies)
    .filter(({ source: { severity } }) => severity === "high" || severity === "critical")
    .filter(({ source }) => source.references.length === 0);
  return [
    ...untried.map(({ source, placeOf }) => ({
      place: placeOf(["examples"]),
      problem: `${source.id}: it denies and tries none of its advice: add examples.instead, with what is allowed`,
    })),
    ...unfounded.map(({ source, placeOf }) => ({
      place: placeOf(["severity"]),
      problem: `${source.id}: it denies as ${source.severity} and says nowhere why: add references`,
    })),
  ];
}

function denies({ source }: SourceRule): boolean {
  return [...outcomesOf(source).values()].includes("deny");
}
