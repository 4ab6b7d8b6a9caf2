import { Cleaner } from "../../audit/cleaner.ts";
import { collectSecrets } from "../../audit/known-secrets.ts";
import type { Evaluation } from "../../evaluation.ts";
import type { Decision } from "../../model/decision.ts";
import type { Finding, Outcome } from "../../model/finding.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { JudgedLine } from "./judge-lines.ts";

/**
 * What the host heard, in the words of outcomes: `none` where that was nothing; a tool's answer that was masked is a
 * `warn`, one that was withheld a `deny`.
 */
export function outcomeTold({ told, outcome }: Decision): Outcome | "none" {
  return told === "mask" ? outcome : told;
}

/** Ids of the rules that determined the decision, each once; where nothing is enforced, those that would have. */
export function determiningRules({ results }: Evaluation): readonly string[] {
  return [...new Set(results.verdict?.determining.map(({ rule }) => rule))];
}

/** One line of output for one event, field by field in docs/REPLAY.md. Never holds a secret that was found. */
export function describeJudged(index: number, { decision, evaluation }: JudgedLine): JsonObject {
  const { verdict } = evaluation.results;
  return {
    index,
    decision: outcomeTold(decision),
    exit_code: decision.exitCode,
    rules: determiningRules(evaluation),
    findings: describeFindings(evaluation),
    coverage: verdict?.coverage.complete === true ? "complete" : "partial",
    duration_us: Object.values(evaluation.timing).reduce((sum, took) => sum + took, 0),
    ...describeFailure(evaluation),
  };
}

function describeFindings({ results }: Evaluation): readonly Json[] {
  const findings = results.verdict?.findings ?? [];
  if (findings.length === 0) return [];
  const { event, action, verdict } = results;
  const secrets = collectSecrets({ event, action, verdict });
  const cleaner = new Cleaner({ secrets, hash: () => "", capture: "redacted", scanned: true });
  return findings.map((finding) => describeFinding(finding, cleaner));
}

/** A field may be named by whoever made the event, so it is cleaned as in a record. */
function describeFinding({ rule, severity, at, evidence }: Finding, cleaner: Cleaner): Json {
  return {
    rule,
    severity,
    surface: cleaner.line(at.field),
    evidence_masked: cleaner.line(evidence.masked, 80),
  };
}

function describeFailure({ failure }: Evaluation): JsonObject {
  return failure === undefined ? {} : { failure: `${failure.stage}: ${failure.message}` };
}

/** Whether the host would hear something else. */
export function differ(before: JudgedLine, after: JudgedLine): boolean {
  return outcomeTold(before.decision) !== outcomeTold(after.decision);
}

/** One line of output for an event under two sets of rules: `{"index","before":{decision,rules},"after":{…}}`. */
export function describeDifference(
  index: number,
  before: JudgedLine,
  after: JudgedLine,
): JsonObject {
  return { index, before: describeSide(before), after: describeSide(after) };
}

function describeSide({ decision, evaluation }: JudgedLine): JsonObject {
  return { decision: outcomeTold(decision), rules: determiningRules(evaluation) };
}
