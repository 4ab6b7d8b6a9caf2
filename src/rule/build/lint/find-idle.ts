import { findSourceWeakenings, isDropIn } from "../compile/refuse-weakening.ts";
import type { RuleSources } from "../source/read-sources.ts";
import type { RuleWarning } from "./rule-warning.ts";

/** What has no effect where it stands, or an effect on everything that nobody meant. */
export function findIdle(sources: RuleSources): RuleWarning[] {
  return [...findIdleWeakens(sources), ...findKeywordless(sources)];
}

function findIdleWeakens(sources: RuleSources): RuleWarning[] {
  const weakening = new Set(findSourceWeakenings(sources).map(({ place }) => place.file));
  const said = [
    ...sources.rules.map((file) => ({ ...file, key: ["weakens"], why: file.document.weakens })),
    ...sources.secrets.map((file) => ({
      ...file,
      key: ["toolgate", "weakens"],
      why: file.document.toolgate.weakens,
    })),
  ];
  return said
    .filter(({ source, why }) => why !== undefined && !weakening.has(source.file))
    .map((file) => ({
      place: file.source.placeOf(file.key),
      problem: isDropIn(file)
        ? "nothing in this file makes the others milder: take weakens out"
        : "only a drop-in says that it weakens: take this out",
    }));
}

function findKeywordless(sources: RuleSources): RuleWarning[] {
  return sources.secrets.flatMap(({ source, document }) =>
    document.rules.flatMap(({ id, keywords, regex, skipReport }, index): RuleWarning[] => {
      if (keywords.length > 0 || regex === undefined || skipReport) return [];
      const problem = `secret/${id}: without keywords its regex runs over every text: add keywords`;
      return [{ place: source.placeOf(["rules", index, "id"]), problem }];
    }),
  );
}
