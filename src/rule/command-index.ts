import type { CommandPattern, CommandRule } from "../model/rule.ts";
import { isGlob, matchGlob } from "./glob.ts";

/** A pattern with the rule that it is of. */
export interface IndexedPattern {
  readonly rule: CommandRule;
  readonly pattern: CommandPattern;
}

/** Patterns by program, so that an invocation meets only those that could be about it. */
export interface CommandIndex {
  readonly byName: ReadonlyMap<string, readonly IndexedPattern[]>;
  /** Patterns whose program is a glob. */
  readonly byGlob: readonly IndexedPattern[];
  /** Patterns for a program that is dynamic. */
  readonly dynamic: readonly IndexedPattern[];
}

export function indexCommands(rules: readonly CommandRule[]): CommandIndex {
  const byName = new Map<string, IndexedPattern[]>();
  const byGlob: IndexedPattern[] = [];
  const dynamic: IndexedPattern[] = [];
  for (const rule of rules) {
    for (const pattern of rule.patterns) {
      const { program } = pattern;
      if (program === undefined) dynamic.push({ rule, pattern });
      else if (isGlob(program)) byGlob.push({ rule, pattern });
      else {
        const list = byName.get(program);
        if (list === undefined) byName.set(program, [{ rule, pattern }]);
        else list.push({ rule, pattern });
      }
    }
  }
  return { byName, byGlob, dynamic };
}

/** @param program Lower case, or `undefined` when it is dynamic. */
export function lookUp(index: CommandIndex, program: string | undefined): readonly IndexedPattern[] {
  if (program === undefined) return index.dynamic;
  const globs = index.byGlob.filter(({ pattern }) => matchGlob(pattern.program ?? "", program));
  const named = index.byName.get(program) ?? [];
  return globs.length === 0 ? named : [...named, ...globs];
}
