import { parsePermission } from "../compile/parse-permission.ts";
import type { RuleSources } from "../source/read-sources.ts";
import { globsCover } from "./glob-covers.ts";
import type { RuleWarning } from "./rule-warning.ts";
import { permissionRules } from "./source-rules.ts";

/** Entries of permission rules that allow what the same rule denies or asks about: the strictest wins. */
export function findUnallowed(sources: RuleSources): RuleWarning[] {
  return permissionRules(sources).flatMap(({ source, placeOf }) => {
    const stricter = [...source.deny, ...source.ask].map(({ action }) => parsePermission(action));
    return (["allow", "policies"] as const).flatMap((list) =>
      source[list].flatMap(({ action }, nth): RuleWarning[] => {
        const own = parsePermission(action);
        const isTaken = stricter.some((other) => covers(other, own));
        const problem = `${source.id}: another entry of the rule asks about all of this or denies it: take one out`;
        return isTaken ? [{ place: placeOf([list, nth]), problem }] : [];
      }),
    );
  });
}

type Parsed = ReturnType<typeof parsePermission>;

function covers(wide: Parsed, narrow: Parsed): boolean {
  if ("problem" in wide || "problem" in narrow) return false;
  return globsCover(wide.names, narrow.names) && globsCover(wide.resources, narrow.resources);
}
