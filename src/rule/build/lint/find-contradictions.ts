import { braceExpand } from "minimatch";
import type { CommandPattern, ProgramFacts } from "../../../model/rule.ts";
import { foldPath } from "../../match-path.ts";
import { compilePattern } from "../compile/compile-pattern.ts";
import type { RuleSources } from "../source/read-sources.ts";
import { pathCovers } from "./covers-path.ts";
import { globsCover } from "./glob-covers.ts";
import type { RuleWarning } from "./rule-warning.ts";
import {
  allRules,
  commandRules,
  egressRules,
  outcomesOf,
  pathRules,
  toolRules,
} from "./source-rules.ts";

/** Rules, patterns and globs that can never find anything. */
export function findContradictions(
  sources: RuleSources,
  programs: Readonly<Record<string, ProgramFacts>>,
): RuleWarning[] {
  return [
    ...findOutcomeless(sources),
    ...findImpossiblePatterns(sources, programs),
    ...findExceptedPaths(sources),
    ...findExceptedGlobs(sources),
  ];
}

function findOutcomeless(sources: RuleSources): RuleWarning[] {
  return allRules(sources)
    .filter(({ source }) => outcomesOf(source).size === 0)
    .map(({ source, placeOf }) => ({
      place: placeOf(["outcome"]),
      problem: `${source.id}: it has no outcome in any of its profiles: give one, or take the rule out`,
    }));
}

function findImpossiblePatterns(
  sources: RuleSources,
  programs: Readonly<Record<string, ProgramFacts>>,
): RuleWarning[] {
  return commandRules(sources).flatMap(({ source, placeOf }) =>
    source.patterns.flatMap((pattern, nth): RuleWarning[] => {
      const place = placeOf(["patterns", nth]);
      const reasons = compilePattern(pattern, { programs, place }).map(whyImpossible);
      const [reason] = reasons;
      if (reason === undefined || reasons.includes(undefined)) return [];
      return [{ place, problem: `${source.id}: this pattern can match nothing: ${reason}` }];
    }),
  );
}

function whyImpossible({
  flags,
  without,
  redirect,
  redirectExcept = [],
}: CommandPattern): string | undefined {
  const isRefused = (flag: string) => without.includes(flag.replace(/=.*/s, ""));
  const refused = flags.find((set) => set.every(isRefused))?.[0];
  if (refused !== undefined) return `it asks for ${refused}, and "without" refuses it`;
  if (redirect !== undefined && globsCover(redirectExcept, redirect)) {
    return `"redirect_except" takes out all of "redirect"`;
  }
  return undefined;
}

function findExceptedPaths(sources: RuleSources): RuleWarning[] {
  return pathRules(sources).flatMap(({ source, placeOf }) => {
    const except = expand(source.except).map(foldPath);
    const isExcepted = (glob: string): boolean =>
      expand([glob])
        .map(foldPath)
        .every((path) => except.some((other) => pathCovers(other, path)));
    return source.paths.flatMap((glob, nth) =>
      isExcepted(glob) ? [excepted(source.id, placeOf(["paths", nth]))] : [],
    );
  });
}

function findExceptedGlobs(sources: RuleSources): RuleWarning[] {
  return [
    ...toolRules(sources).flatMap(({ source, placeOf }) =>
      (source.tools ?? []).flatMap((glob, nth) =>
        globsCover(source.except, [glob]) ? [excepted(source.id, placeOf(["tools", nth]))] : [],
      ),
    ),
    ...egressRules(sources).flatMap(({ source, placeOf }) =>
      source.hosts.flatMap((glob, nth) =>
        globsCover(expand(source.except), expand([glob]))
          ? [excepted(source.id, placeOf(["hosts", nth]))]
          : [],
      ),
    ),
  ];
}

function expand(globs: readonly string[]): string[] {
  return globs.flatMap((glob) => braceExpand(glob));
}

function excepted(id: string, place: RuleWarning["place"]): RuleWarning {
  return { place, problem: `${id}: "except" takes out all of this: narrow it, or take this out` };
}
