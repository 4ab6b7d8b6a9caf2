import { CursorNotice } from "./cursor-notice.ts";
import { OutageNotice } from "./outage-notice.ts";
import { RefusalNotice } from "./refusal-notice.ts";
import { Tally } from "./tally.ts";

/** What the operator has been told of a sink, and what came of it. */
export interface SinkHistory {
  readonly outages: OutageNotice;
  readonly refusals: RefusalNotice;
  readonly cursor: CursorNotice;
  readonly tally: Tally;
}

/**
 * Of a sink of which nothing has been told.
 *
 * @param tell One line for the operator.
 */
export function beginHistory(
  name: string,
  tell: (line: string) => void,
  tally = new Tally(),
): SinkHistory {
  return {
    outages: new OutageNotice(name, tell),
    refusals: new RefusalNotice(name, tell),
    cursor: new CursorNotice(name, tell),
    tally,
  };
}
