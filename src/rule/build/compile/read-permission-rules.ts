import type { PermissionEntry, PermissionRule } from "../../../model/rule.ts";
import type { PermissionSource } from "../schema/permission.ts";
import { collect } from "../source/collect-errors.ts";
import { RuleError, type RulePlace } from "../source/rule-error.ts";
import { type BuiltRule, type RuleFile, type RuleSetting, toBuilt } from "./built-rule.ts";
import { parsePermission } from "./parse-permission.ts";

/** @throws RuleErrors at each entry that is none, and at each rule that can stop nothing. */
export function readPermissionRules(
  file: RuleFile,
  { profile }: RuleSetting,
): BuiltRule<PermissionRule>[] {
  return collect(
    file.document.permissions.map((source, index) => () => {
      const place = file.source.placeOf(["permissions", index, "id"]);
      refuseIdlePermission(source, place);
      const built = toBuilt(file, { list: "permissions", index, rule: source }, profile);
      const entries = readEntries(source, built.placeOf);
      const { otherwise, otherwise_commands: otherwiseCommands } = source;
      return { ...built, rule: { ...built.rule, entries, otherwise, otherwiseCommands } };
    }),
  );
}

/** @throws RuleError */
function refuseIdlePermission(source: PermissionSource, place: RulePlace): void {
  const { id, outcome } = source;
  if (outcome.standard !== "allow") return;
  const reason = "it stops nothing: name what it asks about or denies, or say otherwise: deny";
  throw new RuleError(place, `${id}: ${reason}`);
}

const LISTS = ["allow", "policies", "ask", "deny"] as const;

function readEntries(
  source: PermissionSource,
  placeOf: BuiltRule<PermissionRule>["placeOf"],
): PermissionEntry[] {
  return collect(
    LISTS.flatMap((list) =>
      source[list].map(({ action, requires_approval }, nth) => (): PermissionEntry => {
        const parsed = parsePermission(action);
        if ("problem" in parsed)
          throw new RuleError(placeOf([list, nth]), `${list}: ${parsed.problem}`);
        const outcome = list === "policies" ? "allow" : list;
        const isAsked = outcome === "allow" && requires_approval;
        return { ...parsed, outcome: isAsked ? "ask" : outcome, source: action };
      }),
    ),
  );
}
