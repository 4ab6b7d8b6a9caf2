import { toRecord } from "./audit/to-record.ts";
import type { Evaluation } from "./evaluation.ts";
import type { Decision } from "./model/decision.ts";
import type { Account, Actor, RulesInForce, Spool } from "./model/record.ts";

/** What is the same in every record of this process. */
export interface RecorderSetting {
  readonly spool: Spool;
  readonly actor: Actor;
  readonly hook: string;
  /** Absent when no rules could be loaded. */
  readonly rules: RulesInForce | undefined;
}

/** What one record tells beyond that. */
export interface Recordable {
  readonly input: Uint8Array;
  readonly decision: Decision;
  readonly evaluation: Evaluation;
}

/**
 * Appends the record of one evaluation to the spool.
 *
 * @throws StageError("record") when it is not wholly there.
 */
export function record(setting: RecorderSetting, recordable: Recordable): void {
  const { evaluation, decision, input } = recordable;
  const { event, rules, action, engine, taint, verdict } = evaluation.results;
  const account: Account = {
    actor: setting.actor,
    integrity: setting.spool.integrity,
    hook: setting.hook,
    rules: setting.rules,
    repository: rules?.repository ?? [],
    engines: engine,
    taint,
    event,
    action,
    verdict,
    decision,
    failure: evaluation.failure,
    timing: evaluation.timing,
    time: Date.now(),
    input,
  };
  setting.spool.append(toRecord(account, setting.spool));
}
