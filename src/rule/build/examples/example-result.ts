import type { RulePlace } from "../source/rule-error.ts";

/** What became of one example of one rule. */
export interface ExampleResult {
  readonly rule: string;
  /** The list that it stands in: what the rule must catch, must let pass, or what no rule may deny. */
  readonly list: "deny" | "allow" | "instead";
  /** As written: a template stays one. */
  readonly example: string;
  /** What is wrong, for the rule's author; absent when the example holds. */
  readonly problem?: string;
  readonly place: RulePlace;
}
