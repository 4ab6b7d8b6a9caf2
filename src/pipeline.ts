import { toAction } from "./action/to-action.ts";
import { runChecks } from "./check/run-checks.ts";
import { toDecision } from "./decision/to-decision.ts";
import { type DueEngine, dueEngines } from "./engine/due-engines.ts";
import type { Evaluation } from "./evaluation.ts";
import { parseEvent } from "./event/parse-event.ts";
import type { Gate } from "./gate.ts";
import type { Action } from "./model/action.ts";
import type { Decision } from "./model/decision.ts";
import type { HookEvent } from "./model/event.ts";
import type { Finding } from "./model/finding.ts";
import { kindOf } from "./model/event-kind.ts";
import type { RulesForEvent } from "./rule/rules-for-event.ts";
import { askIfTainted, type TaintAnswer } from "./taint/ask-if-tainted.ts";
import { noteTaint, type TaintOccasion } from "./taint/note-taint.ts";
import { toVerdict } from "./verdict/to-verdict.ts";

/** The way of an event: from the bytes on stdin to the answer, with its record in the spool. Asks no engine. */
export function evaluate(input: Uint8Array, gate: Gate, evaluation: Evaluation): Decision {
  return conclude(examine(input, gate, evaluation), gate, evaluation);
}

/** An event as far as the embedded checks see it. */
export interface Examined {
  readonly input: Uint8Array;
  readonly event: HookEvent;
  readonly rules: RulesForEvent;
  readonly action: Action;
  readonly findings: readonly Finding[];
  /** The engines that the policy wants asked before it is concluded. */
  readonly due: readonly DueEngine[];
}

/** The first half of the way: what happens, and what the embedded checks find in it. */
export function examine(input: Uint8Array, gate: Gate, evaluation: Evaluation): Examined {
  const event = evaluation.run("event", () => parseEvent(input));
  const rules = evaluation.run("rules", () => gate.rulesFor(event));
  const action = evaluation.run("action", () => toAction(event, gate.machine));
  const findings = evaluation.run("check", () => runChecks(action, rules.bundles, gate));
  const due = dueEngines({ event, action, findings }, rules.policy, gate.checks);
  evaluation.due = due.map(({ policy }) => policy.name);
  return { input, event, rules, action, findings, due };
}

/** The second half: what comes of all that was found, by engines too where any were asked. */
export function conclude(examined: Examined, gate: Gate, evaluation: Evaluation): Decision {
  const { input, event, rules, action, findings } = examined;
  const engines = evaluation.results.engine ?? [];
  const found = [...findings, ...engines.flatMap((report) => report.findings)];
  const asked = lookUpTaint({ ...examined, findings: found }, gate, evaluation);
  const all = asked === undefined ? found : [...found, asked];
  const verdict = evaluation.run("verdict", () => toVerdict(all, action.coverage, rules));
  const decision = evaluation.run("decision", () => toDecision(verdict, event));
  keepTaint({ event, verdict, decision, policy: rules.policy.taint }, gate, evaluation);
  evaluation.run("record", () => gate.record(input, decision, evaluation));
  return decision;
}

/** A question about a call in a session that has read a doubtful text, if it is such a call. */
function lookUpTaint(
  { event, action, findings, rules }: Examined,
  { taint: log }: Gate,
  evaluation: Evaluation,
): Finding | undefined {
  if (log === undefined || kindOf(event.name) !== "call") return undefined;
  const question = { event, action, findings, policy: rules.policy, log, now: Date.now() };
  let answer: TaintAnswer | undefined;
  evaluation.run("taint", () => {
    answer = askIfTainted(question);
    return answer && { of: answer.of };
  });
  return answer?.finding;
}

/** Before the record: an answer that could not be noted must not reach the agent. */
function keepTaint(
  occasion: Omit<TaintOccasion, "log" | "now">,
  { taint: log }: Gate,
  evaluation: Evaluation,
): void {
  if (log === undefined || kindOf(occasion.event.name) === "call") return;
  evaluation.run("taint", () => noteTaint({ ...occasion, log, now: Date.now() }));
}
