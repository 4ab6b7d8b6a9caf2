import type { Position, Positions, RuleBundle } from "../model/bundle.ts";
import type { CommandPattern, CommandRule } from "../model/rule.ts";
import { matchGlob } from "./glob.ts";
import type { PreparedCommand } from "./match-command.ts";
import type { PreparedPath } from "./match-path.ts";
import { allPositions, positionsOf } from "./position-table.ts";
import { type Circumstances, extensionOf, isBare, readPositions } from "./rule-index.ts";

/** A pattern, and how to come by the rule that it is of: most patterns do not match, and need it not. */
export interface FoundPattern {
  readonly pattern: CommandPattern;
  readonly readRule: () => CommandRule | undefined;
}

/** A command; without its invocation, any that has these words. */
type Sought = Pick<PreparedCommand, "program" | "operands"> & {
  readonly invocation?: Circumstances;
};

/** The patterns that could be about a command. */
export function patternsFor(
  { program, operands: [first = []], invocation }: Sought,
  rules: RuleBundle,
): FoundPattern[] {
  const { index, commands } = rules;
  const toPattern = ([at, number]: Position): FoundPattern[] => {
    const pattern = commands.patternAt?.(at, number) ?? commands.at(at)?.patterns[number];
    return pattern === undefined ? [] : [{ pattern, readRule: () => commands.at(at) }];
  };
  if (program === undefined) return readPositions(index.dynamic).flatMap(toPattern);
  const bare = invocation !== undefined && isBare(invocation);
  const byGlob = [index.programGlobs, bare ? {} : (index.circumstanceGlobs ?? {})];
  const found = [
    positionsOf(index.programs, program),
    ...first.map((form) => positionsOf(index.programs, `${program} ${form}`)),
    ...byGlob.flatMap((map) => positionsByGlob(map, program)),
  ];
  // One pattern may be here for its name and for a glob, or for two globs.
  const distinct = new Set(found.filter((each) => each !== "").flatMap((each) => each.split(" ")));
  // In the order of the rules, whatever they were found by.
  const positions = readPositions([...distinct].join(" ")).sort(([a, b], [c, d]) => a - c || b - d);
  return positions.flatMap(toPattern);
}

/**
 * The globs of path rules that could be about a path: all of them when it is a glob itself, because
 * then its segments say little.
 */
export function globsFor(path: PreparedPath, { index }: RuleBundle): readonly Position[] {
  if (path.isGlob) {
    return [...allPositions(index.segments), index.floating].flatMap(readPositions);
  }
  const keys = new Set(path.segments);
  const last = path.segments.at(-1);
  if (last !== undefined) keys.add(extensionOf(last));
  const found = [...keys].map((key) => positionsOf(index.segments, key));
  return [index.floating, ...found].flatMap(readPositions);
}

function positionsByGlob(map: Readonly<Record<string, Positions>>, program: string): Positions[] {
  return Object.keys(map).flatMap((glob) => (matchGlob(glob, program) ? (map[glob] ?? "") : []));
}
