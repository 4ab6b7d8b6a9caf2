import type { Position, RuleIndex } from "../model/bundle.ts";
import type { CommandRule, PathRule } from "../model/rule.ts";
import { isGlob } from "./glob.ts";

type Keyed = Map<string, Position[]>;

/** The index that a bundle carries; made when it is built. */
export function indexRules(
  commands: readonly CommandRule[],
  paths: readonly PathRule[],
): RuleIndex {
  const byProgram: Keyed = new Map();
  for (const [rule, { patterns }] of commands.entries()) {
    for (const [pattern, { programs }] of patterns.entries()) {
      const keys = programs.map((program) => (isGlob(program) ? GLOB : program));
      add(byProgram, keys.length === 0 ? [DYNAMIC] : keys, [rule, pattern]);
    }
  }
  const bySegment: Keyed = new Map();
  for (const [rule, { paths: globs }] of paths.entries()) {
    for (const [glob, text] of globs.entries()) add(bySegment, [keyOf(text)], [rule, glob]);
  }
  return {
    programs: withoutKeys(byProgram, [GLOB, DYNAMIC]),
    programGlobs: byProgram.get(GLOB) ?? [],
    dynamic: byProgram.get(DYNAMIC) ?? [],
    segments: withoutKeys(bySegment, [GLOB]),
    floating: bySegment.get(GLOB) ?? [],
  };
}

/** No program and no segment of a path has a slash in it. */
const GLOB = "/glob";
const DYNAMIC = "/dynamic";

/** The extension by which `*.pem` finds a path: what follows the last dot, with it. */
export function extensionOf(segment: string): string {
  return segment.slice(Math.max(0, segment.lastIndexOf(".")));
}

/** What a path must hold for the glob to match it: a whole segment, or the extension of one. */
function keyOf(glob: string): string {
  const segments = glob.split("/").filter((segment) => segment !== "" && segment !== "~");
  const literal = segments.findLast((segment) => !isGlob(segment) && !segment.includes("\\"));
  if (literal !== undefined) return literal;
  const last = segments.at(-1) ?? "";
  const extension = /^\*(\.[^.*?[\\]+)$/.exec(last)?.[1];
  return extension ?? GLOB;
}

function add(map: Keyed, keys: readonly string[], position: Position): void {
  for (const key of new Set(keys)) {
    const list = map.get(key);
    if (list === undefined) map.set(key, [position]);
    else list.push(position);
  }
}

function withoutKeys(map: Keyed, keys: readonly string[]): Record<string, Position[]> {
  return Object.fromEntries([...map].filter(([key]) => !keys.includes(key)));
}
