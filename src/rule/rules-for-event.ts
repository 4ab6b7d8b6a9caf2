import type { HookEvent } from "../model/event.ts";
import type { RuleBundle } from "../model/bundle.ts";
import type { Policy } from "../model/policy.ts";
import type { RepositoryFile } from "../model/record.ts";
import { narrowRules } from "./narrow-rules.ts";
import { policyAt } from "./policy-at.ts";
import { readStanding, type Witnesses } from "./read-standing.ts";
import { readRepository, type RepositoryAccess } from "./repository/repository-rules.ts";
import { tighten } from "./tighten.ts";

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
  /** The repository's rule files that hold. */
  readonly repository: readonly RepositoryFile[];
}

/** What the rules of an event depend on besides the event. */
export interface RuleContext {
  /** The company's rules. Their parts are parsed on demand, and so must never be copied whole. */
  readonly rules: RuleBundle;
  readonly policy: Policy;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Who says whose call it is. */
  readonly witnesses: Witnesses;
  /** Absent where a repository's own rules are not looked for. */
  readonly repository?: RepositoryAccess | undefined;
}

/** Narrows the company's rules to what holds for an event, and adds what its repository says for itself. */
export function rulesForEvent(
  event: HookEvent,
  { rules, policy, now, witnesses, repository }: RuleContext,
): RulesForEvent {
  const inForce = narrowRules(rules, { now, standing: readStanding(event, witnesses) });
  const company = { bundles: [inForce], policy: policyAt(policy, now), gaps: [], repository: [] };
  const own = repository && readRepository(event, rules, repository);
  return own === undefined ? company : tighten(company, own);
}
