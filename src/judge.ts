import { withinDeadline } from "./deadline.ts";
import { toFailureDecision } from "./decision/to-failure-decision.ts";
import type { Evaluation } from "./evaluation.ts";
import { peekEventName } from "./event/peek-event-name.ts";
import type { Gate } from "./gate.ts";
import type { Decision } from "./model/decision.ts";
import type { Policy } from "./model/policy.ts";
import { type StageError, toStageError } from "./model/stage.ts";
import { evaluate } from "./pipeline.ts";

/**
 * What the gate decides on these bytes, within the policy's deadline: the hook, `explain`, `replay` and the tests
 * all ask here. A failure is a decision too, and on the record like any other; nothing is thrown.
 */
export function judge(input: Uint8Array, gate: Gate, evaluation: Evaluation): Decision {
  const { deadlineMs } = gate.policy;
  try {
    return withinDeadline(deadlineMs, () => evaluate(input, gate, evaluation), evaluation.begun);
  } catch (error) {
    return decideCaught(error, { input, gate, evaluation });
  }
}

/** The same, for whoever watches over the deadline of many events at once. */
export function judgeUnwatched(input: Uint8Array, gate: Gate, evaluation: Evaluation): Decision {
  try {
    return evaluate(input, gate, evaluation);
  } catch (error) {
    return decideCaught(error, { input, gate, evaluation });
  }
}

interface Judging {
  readonly input: Uint8Array;
  readonly gate: Gate;
  readonly evaluation: Evaluation;
}

function decideCaught(error: unknown, { input, gate, evaluation }: Judging): Decision {
  const { record } = gate;
  const onFailure = failureWord(evaluation, gate);
  return decideFailure(toStageError(error, "check"), { input, evaluation, onFailure, record });
}

/** An event whose rules are not known may have a repository's among them, and those are what has failed. */
function failureWord({ results }: Evaluation, { policy }: Gate): Policy["onFailure"] {
  if (results.rules !== undefined) return results.rules.policy.onFailure;
  return results.event === undefined ? policy.onFailure : "deny";
}

/** What is there to answer a failure with; before the rules are loaded that is little. */
export interface FailureSetting {
  readonly input: Uint8Array;
  readonly evaluation: Evaluation;
  readonly onFailure: Policy["onFailure"];
  /** Absent while nothing can be recorded. */
  readonly record: Gate["record"] | undefined;
}

/** The answer to a failure, on the record too where there is one. */
export function decideFailure(error: StageError, setting: FailureSetting): Decision {
  const { input, evaluation, record } = setting;
  // A call that cannot be recorded is not for anyone to wave through.
  const onFailure = error.stage === "record" ? "deny" : setting.onFailure;
  evaluation.failure = { stage: error.stage, message: error.message };
  const { event } = evaluation.results;
  const decision = toFailureDecision({ error, event, peekedName: peekEventName(input), onFailure });
  if (record === undefined || error.stage === "record") return decision;
  try {
    record(input, decision, evaluation);
    return decision;
  } catch (fault) {
    const second = toStageError(fault, "record");
    return decideFailure(second, { ...setting, onFailure: "deny", record: undefined });
  }
}
