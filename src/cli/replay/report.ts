import { describeDifference, describeJudged, differ } from "./describe-judged.ts";
import type { JudgedLine } from "./judge-lines.ts";
import { countDecisions, countDifferences } from "./summary.ts";

/** One event under the rules, and under those that they are compared with. */
export interface Replayed {
  readonly index: number;
  readonly before: JudgedLine;
  readonly after: JudgedLine | undefined;
}

/** What becomes of the judged events on stdout. */
export interface Report {
  /** What to write of one event; may be nothing. */
  readonly add: (replayed: Replayed) => string;
  /** What to write after the last. */
  readonly end: () => string;
}

/** A JSON line an event, or with `summary` tables at the end; compared, only of events that are decided differently. */
export function createReport(summary: boolean, isComparing: boolean): Report {
  if (summary) return isComparing ? countDifferences() : countDecisions();
  return { add: isComparing ? addDifference : addLine, end: () => "" };
}

function addLine({ index, before }: Replayed): string {
  return `${JSON.stringify(describeJudged(index, before))}\n`;
}

function addDifference({ index, before, after }: Replayed): string {
  if (after === undefined || !differ(before, after)) return "";
  return `${JSON.stringify(describeDifference(index, before, after))}\n`;
}
