import type { Position, Positions, RuleIndex } from "../model/bundle.ts";
import type { Invocation } from "../model/invocation.ts";
import type { CommandPattern, CommandRule, PathRule } from "../model/rule.ts";
import { isGlob } from "./glob.ts";
import { canBeKey, toTable } from "./position-table.ts";

type Keyed = Map<string, Positions>;

/** The index that a bundle carries; made when it is built. */
export function indexRules(
  commands: readonly CommandRule[],
  paths: readonly PathRule[],
): RuleIndex {
  const byProgram: Keyed = new Map();
  const circumstances: Keyed = new Map();
  for (const [rule, { patterns }] of commands.entries()) {
    for (const [number, pattern] of patterns.entries()) {
      const keys = programKeys(pattern);
      // Most commands are bare, and need not be held against these.
      const asks = asksForCircumstances(pattern);
      add(byProgram, asks ? keys.filter((key) => !isGlob(key)) : keys, [rule, number]);
      add(circumstances, asks ? keys.filter(isGlob) : [], [rule, number]);
    }
  }
  const bySegment: Keyed = new Map();
  for (const [rule, { paths: globs }] of paths.entries()) {
    for (const [glob, text] of globs.entries()) add(bySegment, [keyOf(text)], [rule, glob]);
  }
  return {
    programs: toTable([...byProgram].filter(([key]) => key !== DYNAMIC && !isGlob(key))),
    programGlobs: pick(byProgram, isGlob),
    circumstanceGlobs: pick(circumstances, isGlob),
    dynamic: byProgram.get(DYNAMIC) ?? "",
    segments: toTable([...bySegment].filter(([key]) => key !== FLOATING)),
    floating: bySegment.get(FLOATING) ?? "",
  };
}

/** Whether the pattern can only be about a command that is not bare. */
function asksForCircumstances(pattern: CommandPattern): boolean {
  const { inside, assigns, redirect, recursive } = pattern;
  return [inside, assigns, redirect, recursive].some((asked) => asked !== undefined);
}

/** Whether a command runs inside of nothing, with no assignment before it and no redirection. */
export function isBare({ via, assignments, redirects }: Circumstances): boolean {
  return via.length === 0 && assignments.length === 0 && redirects.length === 0;
}

/** What surrounds a command. */
export type Circumstances = Pick<Invocation, "via" | "assignments" | "redirects">;

/** The programs that a pattern is about, and with them its first operand where that is fixed: `git push`. */
function programKeys({ programs, operands: [first] }: CommandPattern): readonly string[] {
  if (programs.length === 0) return [DYNAMIC];
  const isFixed = first?.every(isPlainKey) ?? false;
  return programs.flatMap((program) =>
    isFixed && !isGlob(program) ? (first ?? []).map((operand) => `${program} ${operand}`) : program,
  );
}

/** Whether a pattern's word stands for itself alone, and so finds the pattern. */
function isPlainKey(word: string): boolean {
  return !isGlob(word) && !word.includes("\\") && canBeKey(word);
}

/** The positions of an index's entry. */
export function readPositions(positions: Positions): Position[] {
  if (positions === "") return [];
  return positions.split(" ").map((position) => {
    const dot = position.indexOf(".");
    return [Number(position.slice(0, dot)), Number(position.slice(dot + 1))];
  });
}

/** No program and no segment of a path has a slash in it. */
const FLOATING = "/floating";
const DYNAMIC = "/dynamic";

/** The extension by which `*.pem` finds a path: what follows the last dot, with it. */
export function extensionOf(segment: string): string {
  return segment.slice(Math.max(0, segment.lastIndexOf(".")));
}

/** What a path must hold for the glob to match it: a whole segment, or the extension of the last one. */
function keyOf(glob: string): string {
  const segments = glob.split("/").filter((segment) => segment !== "" && segment !== "~");
  const literal = segments.findLast(isPlainKey);
  if (literal !== undefined) return literal;
  const last = segments.at(-1) ?? "";
  const extension = /\.[^.*?[\]\\]+$/.exec(last)?.[0];
  return extension ?? FLOATING;
}

function add(map: Keyed, keys: readonly string[], [rule, pattern]: Position): void {
  for (const key of new Set(keys)) {
    const before = map.get(key);
    map.set(key, `${before === undefined ? "" : `${before} `}${rule}.${pattern}`);
  }
}

function pick(map: Keyed, isWanted: (key: string) => boolean): Record<string, Positions> {
  return Object.fromEntries([...map].filter(([key]) => isWanted(key)));
}
