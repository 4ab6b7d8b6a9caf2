import { millisecondsUp } from "../../platform/clock.ts";
import { withinDeadline } from "../../deadline.ts";
import { Evaluation } from "../../evaluation.ts";
import type { Gate } from "../../gate.ts";
import { decideFailure, judge, judgeUnwatched } from "../../judge.ts";
import type { Decision } from "../../model/decision.ts";
import type { EventLine } from "./event-line.ts";

/** A line, what was decided on it, and how. */
export interface JudgedLine {
  readonly line: EventLine;
  readonly decision: Decision;
  readonly evaluation: Evaluation;
}

/**
 * What the guard decides on each line. The watchdog of a deadline is a thread that costs more than a small event,
 * so one watches over all of them; when it bites, the line that it met is judged again, alone and with its whole
 * time. So a line is interrupted only for what it takes itself, as in a process of its own.
 */
export function judgeLines(lines: readonly EventLine[], gate: Gate): readonly JudgedLine[] {
  const judged: JudgedLine[] = [];
  const judgeRest = (): void => {
    for (const line of lines.slice(judged.length))
      judged.push(judgeLine(line, gate, judgeUnwatched));
  };
  while (judged.length < lines.length) {
    try {
      withinDeadline(gate.policy.deadlineMs, judgeRest, millisecondsUp());
    } catch {
      const line = lines[judged.length];
      if (line !== undefined) judged.push(judgeLine(line, gate, judge));
    }
  }
  return judged;
}

function judgeLine(line: EventLine, gate: Gate, judgeEvent: typeof judge): JudgedLine {
  const evaluation = new Evaluation();
  const { bytes, fault } = line;
  if (fault === undefined)
    return { line, decision: judgeEvent(bytes, gate, evaluation), evaluation };
  const { onFailure } = gate.policy;
  const setting = { input: bytes, evaluation, onFailure, record: undefined };
  return { line, decision: decideFailure(fault, setting), evaluation };
}
