import type { Evaluation } from "./evaluation.ts";
import type { Check, Machine } from "./model/check.ts";
import type { Decision } from "./model/decision.ts";
import type { Policy, RuleBundle } from "./model/rule.ts";

/** Everything that an event is judged with; the same for the hook, for `explain` and for tests. */
export interface Gate {
  readonly checks: readonly Check[];
  readonly rules: RuleBundle;
  readonly policy: Policy;
  readonly machine: Machine;
  /** Puts the record of this evaluation where it belongs, wholly, or throws StageError("record"). */
  readonly record: (input: Uint8Array, decision: Decision, evaluation: Evaluation) => void;
}
