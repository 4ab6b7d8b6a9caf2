import { withoutVersion } from "../model/program-name.ts";
import type { CommandPattern, GlobSet } from "../model/rule.ts";
import { matchAny } from "./glob.ts";

type Ways = Pick<CommandPattern, "inside" | "insideExcept" | "notInside">;

/** Whether the programs that a command runs inside of are those that the pattern asks for. */
export function matchesWays(
  { inside, insideExcept = [], notInside = [] }: Ways,
  via: readonly string[],
): boolean {
  if (inside === undefined && notInside.length === 0) return true;
  const ways = via.map(toNames);
  const isAmong = (names: Names, globs: GlobSet) => names.some((name) => matchAny(globs, name));
  return (
    !ways.some((names) => isAmong(names, notInside)) &&
    (inside === undefined ||
      ways.some((names) => isAmong(names, inside) && !isAmong(names, insideExcept)))
  );
}

type Names = readonly string[];

/**
 * `bash -c` is bash, and `bash -c`; `Vim.exe` vim, `python3.12` python too; `pager=` is a variable, `$(…)` a substitution, `f()` a
 * function.
 */
function toNames(label: string): Names {
  const space = label.indexOf(" ");
  const name = (space < 0 ? label : label.slice(0, space)).toLowerCase();
  const program = name.endsWith(".exe") ? name.slice(0, -".exe".length) : name;
  return [...new Set([program, withoutVersion(program), label.toLowerCase()])];
}
