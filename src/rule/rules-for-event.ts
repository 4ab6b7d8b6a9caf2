import type { HookEvent } from "../model/event.ts";
import type { RuleBundle } from "../model/bundle.ts";
import type { Policy } from "../model/policy.ts";
import { policyAt } from "./policy-at.ts";

/** The rules that one event is judged by. */
export interface RulesForEvent {
  /**
   * The company's, and after them a repository's own. Each is looked at by itself and the findings are joined:
   * so whatever stands in a later one can only add to what an earlier one finds.
   */
  readonly bundles: readonly RuleBundle[];
  readonly policy: Policy;
  /** Rules that should hold and could not be read: for the policy's word on what is not understood. */
  readonly gaps: readonly string[];
}

/** What the rules of an event depend on besides the event. */
export interface RuleContext {
  /** The company's rules. Their parts are parsed on demand, and so must never be copied whole. */
  readonly rules: RuleBundle;
  readonly policy: Policy;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Narrows the company's rules to what holds for an event. */
export function rulesForEvent(
  _event: HookEvent,
  { rules, policy, now }: RuleContext,
): RulesForEvent {
  return { bundles: [rules], policy: policyAt(policy, now), gaps: [] };
}
