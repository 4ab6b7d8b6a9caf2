import { mergePrograms } from "../compile/compile-rules.ts";
import { comparePlaces } from "../source/compare-places.ts";
import type { RuleSources } from "../source/read-sources.ts";
import { findAged } from "./find-aged.ts";
import { findContradictions } from "./find-contradictions.ts";
import { findCovered } from "./find-covered.ts";
import { findGitleaksNotes } from "./find-gitleaks-notes.ts";
import { findIdle } from "./find-idle.ts";
import { findMissing } from "./find-missing.ts";
import { findSharedExamples } from "./find-shared-examples.ts";
import { findUnallowed } from "./find-unallowed.ts";
import type { RuleWarning } from "./rule-warning.ts";

/**
 * Everything that stops no build and is still not right, by file and line. Only what is certain: a
 * warning that is wrong is one that nobody reads.
 *
 * @param sources That compile.
 * @param now Milliseconds since the epoch.
 */
export function lintSources(sources: RuleSources, now: number): RuleWarning[] {
  const programs = mergePrograms(sources.rules.map(({ document }) => document.programs));
  const warnings = [
    ...findContradictions(sources, programs),
    ...findCovered(sources, programs),
    ...findMissing(sources),
    ...findAged(sources, now),
    ...findSharedExamples(sources),
    ...findIdle(sources),
    ...findUnallowed(sources),
    ...findGitleaksNotes(sources),
  ];
  return warnings.toSorted((a, b) => comparePlaces(a.place, b.place));
}
