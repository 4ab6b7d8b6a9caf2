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
    ...findUntriedSecrets(sources),
    ...untried.map(({ source, placeOf }) => ({
      place: placeOf(["examples"]),
      problem: `${source.id}: no example tries its advice: add examples.instead, commands that must pass`,
    })),
    ...unfounded.map(({ source, placeOf }) => ({
      place: placeOf(["severity"]),
      problem: `${source.id}: it denies as ${source.severity} and says nowhere why: add references`,
    })),
  ];
}

/** A file as gitleaks has it holds no examples, and nothing then says whether its rules find anything. */
function findUntriedSecrets({ secrets }: RuleSources): RuleWarning[] {
  return secrets.flatMap(({ source, document }) =>
    document.rules.flatMap(({ id, toolgate }, nth) =>
      toolgate === undefined
        ? [
            {
              place: source.placeOf(["rules", nth, "id"]),
              problem: `secret/${id}: no example tries it: add [rules.toolgate] with examples`,
            },
          ]
        : [],
    ),
  );
}

function denies({ source }: SourceRule): boolean {
  return [...outcomesOf(source).values()].includes("deny");
}
