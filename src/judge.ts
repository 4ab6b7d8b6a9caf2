import { waitUntil, withinDeadline } from "./deadline.ts";
import { toFailureDecision } from "./decision/to-failure-decision.ts";
import type { Evaluation } from "./evaluation.ts";
import { peekEventName } from "./event/peek-event-name.ts";
import type { Gate } from "./gate.ts";
import type { Decision } from "./model/decision.ts";
import type { Policy } from "./model/policy.ts";
import { type StageError, toStageError } from "./model/stage.ts";
import { conclude, evaluate, examine, type Examined } from "./pipeline.ts";

/**
 * What the gate decides on these bytes, within the policy's deadline, without asking an engine: `explain`, `replay` and
 * the tests ask here. A failure is a decision too, and on the record like any other; nothing is thrown.
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

export interface Judging {
  readonly input: Uint8Array;
  readonly gate: Gate;
  readonly evaluation: Evaluation;
}

/**
 * The same with the engines that the policy wants asked: the hook asks here. Where none is due, which is the rule, all
 * of it has happened when this returns; else `settle` is called later, within the deadline too.
 */
export function judgeWithEngines(judging: Judging, settle: (decision: Decision) => void): void {
  const step = takeFirstStep(judging);
  if ("due" in step) void askEngines(step, judging).then(settle);
  else settle(step);
}

/** The decision, or all that could be done without an engine. */
function takeFirstStep(judging: Judging): Decision | Examined {
  const { input, gate, evaluation } = judging;
  const work = (): Decision | Examined => {
    const examined = examine(input, gate, evaluation);
    const waits = examined.due.length > 0 && gate.engines !== undefined;
    return waits ? examined : conclude(examined, gate, evaluation);
  };
  try {
    return withinDeadline(gate.policy.deadlineMs, work, evaluation.begun);
  } catch (error) {
    return decideCaught(error, judging);
  }
}

/** What is kept of the deadline for what comes after the engines, in milliseconds: at most, and as a share. */
const MAX_RESERVE_MS = 500;
const RESERVE_SHARE = 0.1;

async function askEngines(examined: Examined, judging: Judging): Promise<Decision> {
  const { gate, evaluation } = judging;
  const { deadlineMs } = gate.policy;
  const end = evaluation.begun + deadlineMs;
  const reserve = Math.min(MAX_RESERVE_MS, deadlineMs * RESERVE_SHARE);
  const { due, findings, rules } = examined;
  const { bundles, policy } = rules;
  const request = { due, findings, bundles, policy, machine: gate.machine, until: end - reserve };
  try {
    await evaluation.wait("engine", () =>
      waitUntil(end - reserve / 2, gate.engines?.(request) ?? Promise.resolve([])),
    );
    return withinDeadline(deadlineMs, () => conclude(examined, gate, evaluation), evaluation.begun);
  } catch (error) {
    return decideCaught(error, judging);
  }
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
  const isUnrecorded = error.stage === "record" || error.stage === "privilege";
  const onFailure = isUnrecorded ? "deny" : setting.onFailure;
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
