import type { Counts } from "./log-state.ts";
import type { SpoolFaults } from "./spool.ts";

/** What a round did. What failed in it is not in the log, and not counted. */
export interface RoundReport {
  readonly records: number;
  /** Lines of the spool that are no records. */
  readonly torn: number;
  readonly forged: number;
  readonly unsealable: number;
  /** Bytes of sealed lines by user. */
  readonly taken: ReadonlyMap<number, number>;
  /** There is more in the spool: ask again at once. */
  readonly more: boolean;
  /** Users of whom nothing more is taken until some of theirs is sent. */
  readonly full: readonly number[];
  /** What is wrong, in sentences; the same again each round for as long as it lasts. */
  readonly faults: readonly string[];
}

/** A round while it goes on. */
export interface Round {
  /** When it began, milliseconds since the epoch. */
  readonly now: number;
  readonly before: Counts;
  readonly faults: SpoolFaults;
  readonly full: Set<number>;
  more: boolean;
}

export function startRound(before: Counts, now: number): Round {
  return { before, now, faults: { texts: [], untrusted: [] }, full: new Set(), more: false };
}

/** @param after What is in the log now. */
export function endRound(
  { before, faults, full, more }: Round,
  after: Counts,
  taken: ReadonlyMap<number, number>,
): RoundReport {
  return {
    records: after.records - before.records,
    torn: after.torn - before.torn,
    forged: after.forged - before.forged,
    unsealable: after.unsealable - before.unsealable,
    taken,
    more,
    full: [...full],
    faults: faults.texts,
  };
}
