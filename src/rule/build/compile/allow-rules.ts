import { braceExpand } from "minimatch";
import type { CommandSource } from "../schema/command.ts";
import type { RuleSource } from "../schema/document.ts";
import { RuleError, RuleErrors } from "../source/rule-error.ts";
import type { BuiltRule, RuleListKey } from "./built-rule.ts";

type PlaceOf = BuiltRule<never>["placeOf"];

/** Whether a rule allows in any profile. */
export function allows({ outcome }: Pick<RuleSource, "outcome">): boolean {
  return Object.values(outcome).includes("allow");
}

const LISTED: ReadonlySet<RuleListKey> = new Set(["commands", "tools", "egress"]);

/**
 * Only commands, tools and hosts are held to a list of what is allowed; elsewhere what no rule catches passes anyway.
 *
 * @throws RuleError at a rule that allows and is over something else.
 */
export function refuseIdleAllow(rule: RuleSource, list: RuleListKey, placeOf: PlaceOf): void {
  if (LISTED.has(list) || !allows(rule)) return;
  const reason = `outcome: allow has no effect in "${list}", where what no rule catches passes anyway`;
  const way =
    list === "injection"
      ? "make an exception of the rule that catches it"
      : `name it under "except" of the rule that catches it, or make an exception of that rule`;
  const profile = "a profile that the rule is not for is left out of its outcome";
  throw new RuleError(placeOf(["outcome"]), `${rule.id}: ${reason}: ${way}; ${profile}`);
}

/**
 * A list of what is allowed that begins with a wildcard lists nothing: it takes the strict profile away.
 *
 * @throws RuleErrors at each pattern of a rule that allows whatever program.
 */
export function refuseWildAllow(rule: CommandSource, placeOf: PlaceOf): void {
  if (!allows(rule)) return;
  const errors = rule.patterns.flatMap(({ run, unknown }, nth) => {
    if (unknown !== "program" && !isWild(run)) return [];
    const problem = `${rule.id}: a rule that allows names its programs: this pattern allows any`;
    return [new RuleError(placeOf(["patterns", nth]), problem)];
  });
  if (errors.length > 0) throw new RuleErrors(errors);
}

function isWild(run: string): boolean {
  const [program = ""] = run.trimStart().split(/\s/);
  return braceExpand(program).some((name) => /^(?:[*?]|\[.+\])/.test(name));
}
