import { toAction } from "./action/to-action.ts";
import { runChecks } from "./check/run-checks.ts";
import { toDecision } from "./decision/to-decision.ts";
import type { Evaluation } from "./evaluation.ts";
import { parseEvent } from "./event/parse-event.ts";
import type { Gate } from "./gate.ts";
import type { Decision } from "./model/decision.ts";
import { toVerdict } from "./verdict/to-verdict.ts";

/** The way of an event: from the bytes on stdin to the answer, with its record in the spool. */
export function evaluate(input: Uint8Array, gate: Gate, evaluation: Evaluation): Decision {
  const event = evaluation.run("event", () => parseEvent(input));
  const rules = evaluation.run("rules", () => gate.rulesFor(event));
  const action = evaluation.run("action", () => toAction(event, gate.machine));
  const findings = evaluation.run("check", () => runChecks(action, rules.bundles, gate));
  const verdict = evaluation.run("verdict", () => toVerdict(findings, action.coverage, rules));
  const decision = evaluation.run("decision", () => toDecision(verdict, event));
  evaluation.run("record", () => gate.record(input, decision, evaluation));
  return decision;
}
