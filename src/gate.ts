import type { EngineRunner } from "./engine/engine-runner.ts";
import type { Evaluation } from "./evaluation.ts";
import type { Check, Machine } from "./model/check.ts";
import type { Decision } from "./model/decision.ts";
import type { HookEvent } from "./model/event.ts";
import type { RuleBundle } from "./model/bundle.ts";
import type { Policy } from "./model/policy.ts";
import type { TaintLog } from "./model/taint.ts";
import type { RulesForEvent } from "./rule/rules-for-event.ts";

/** Everything that an event is judged with; the same for the hook, for `explain` and for tests. */
export interface Gate {
  readonly checks: readonly Check[];
  /** The company's. */
  readonly rules: RuleBundle;
  readonly policy: Policy;
  /** Those of them, and of the repository's own, that hold for an event. */
  readonly rulesFor: (event: HookEvent) => RulesForEvent;
  readonly machine: Machine;
  /** Asks the engines that are due. Absent where none are asked, whatever the policy says. */
  readonly engines?: EngineRunner;
  /** What the user's sessions have read. Absent where nothing is known of them: no call is asked about for it. */
  readonly taint?: TaintLog | undefined;
  /** Puts the record of this evaluation where it belongs, wholly, or throws StageError("record"). */
  readonly record: (input: Uint8Array, decision: Decision, evaluation: Evaluation) => void;
}
