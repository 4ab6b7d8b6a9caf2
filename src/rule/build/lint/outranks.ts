import type { Outcome } from "../../../model/finding.ts";
import type { RuleSource } from "../schema/document.ts";
import { outcomesOf } from "./source-rules.ts";

const ORDER: readonly Outcome[] = ["allow", "warn", "ask", "deny"];

/**
 * Whether the first rule holds wherever the second does and is at least as strict: then what both find
 * is the first one's.
 *
 * @param excepted Ids of the rules that have exceptions: what is excepted there, the other still finds.
 */
export function outranks(
  first: RuleSource,
  second: RuleSource,
  excepted: ReadonlySet<string>,
): boolean {
  const outcomes = outcomesOf(first);
  const isAsStrict = [...outcomesOf(second)].every(([profile, outcome]) => {
    const own = outcomes.get(profile);
    return own !== undefined && ORDER.indexOf(own) >= ORDER.indexOf(outcome);
  });
  return (
    isAsStrict &&
    first.scope === undefined &&
    first.mode === undefined &&
    first.enforce_from === undefined &&
    first.maturity !== "sandbox" &&
    !excepted.has(first.id)
  );
}
