import { withoutVersion } from "../model/program-name.ts";
import type { CommandPattern } from "../model/rule.ts";
import { matchAny } from "./glob.ts";

type Ways = Pick<CommandPattern, "inside" | "insideExcept" | "notInside">;

/** Whether the programs that a command runs inside of are those that the pattern asks for. */
export function matchesWays(
  { inside, insideExcept = [], notInside = [] }: Ways,
  via: readonly string[],
): boolean {
  if (inside === undefined && notInside.length === 0) return true;
  const ways = via.map(toWay);
  return (
    !ways.some((way) => matchAny(notInside, way)) &&
    (inside === undefined ||
      ways.some((way) => matchAny(inside, way) && !matchAny(insideExcept, way)))
  );
}

/** `bash -c` is bash, `Vim.exe` vim; `pager=` is a variable, `$(…)` a substitution, `f()` a function. */
function toWay(label: string): string {
  const space = label.indexOf(" ");
  const name = (space < 0 ? label : label.slice(0, space)).toLowerCase();
  return withoutVersion(name.endsWith(".exe") ? name.slice(0, -".exe".length) : name);
}
