import type { Position, RuleBundle } from "../model/bundle.ts";
import type { CommandPattern, CommandRule } from "../model/rule.ts";
import { matchAny } from "./glob.ts";
import type { PreparedPath } from "./match-path.ts";
import { extensionOf } from "./rule-index.ts";

/** A pattern with the rule that it is of. */
export interface FoundPattern {
  readonly rule: CommandRule;
  readonly pattern: CommandPattern;
}

/**
 * The patterns that could be about a program.
 *
 * @param program Lower case, or `undefined` when it is dynamic.
 */
export function patternsFor(program: string | undefined, rules: RuleBundle): FoundPattern[] {
  const { index, commands } = rules;
  const toPattern = ([at, number]: Position): FoundPattern[] => {
    const rule = commands.at(at);
    const pattern = rule?.patterns[number];
    return rule === undefined || pattern === undefined ? [] : [{ rule, pattern }];
  };
  if (program === undefined) return index.dynamic.flatMap(toPattern);
  const globs = index.programGlobs
    .flatMap(toPattern)
    .filter(({ pattern }) => matchAny(pattern.programs, program));
  return [...positionsOf(index.programs, program).flatMap(toPattern), ...globs];
}

/**
 * The globs of path rules that could be about a path: all of them when it is a glob itself, because
 * then its segments say little.
 */
export function globsFor(path: PreparedPath, { index }: RuleBundle): readonly Position[] {
  if (path.isGlob) return [...Object.values(index.segments).flat(), ...index.floating];
  const keys = new Set(path.segments);
  const last = path.segments.at(-1);
  if (last !== undefined) keys.add(extensionOf(last));
  const found = [...index.floating];
  for (const key of keys) found.push(...positionsOf(index.segments, key));
  return found;
}

/** `Object.hasOwn`, because a path may have a segment `constructor`. */
function positionsOf(
  map: Readonly<Record<string, readonly Position[]>>,
  key: string,
): readonly Position[] {
  return Object.hasOwn(map, key) ? (map[key] ?? []) : [];
}
