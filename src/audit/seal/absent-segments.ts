import type { Position } from "./log-state.ts";

/** A segment that would have been seen for so long, and was not, is gone for good. */
const DAY_MS = 24 * 60 * 60 * 1000;

/** So much of the time between two rounds counts: a clock that is set forward makes nothing older. */
const MAX_STEP_MS = 60_000;

/** What a round has seen of the spool. */
export interface Sight {
  /** When the round began, milliseconds since the epoch. */
  readonly now: number;
  /** Keys of the segments that are there. */
  readonly alive: ReadonlySet<string>;
  /** Whether a segment of this name may be there, though the round could not see it. */
  readonly isHidden: (name: string) => boolean;
}

/** For how long segments are gone up to which the log is sealed; of this process only. */
export class AbsentSegments {
  /** Milliseconds by key. */
  #ages: ReadonlyMap<string, number> = new Map();
  #before: number | undefined;

  /**
   * Makes those that are not there older, but for those that nobody could have seen: when these are back, they go on
   * where they were.
   *
   * @returns keys of those that are gone for good
   */
  age(positions: Iterable<Position>, { now, alive, isHidden }: Sight): readonly string[] {
    const step = Math.min(Math.max(now - (this.#before ?? now), 0), MAX_STEP_MS);
    this.#before = now;
    const ages = new Map<string, number>();
    for (const { key, segment } of positions) {
      if (alive.has(key)) continue;
      const age = this.#ages.get(key);
      if (age === undefined) ages.set(key, 0);
      else ages.set(key, isHidden(segment) ? age : age + step);
    }
    this.#ages = ages;
    return [...ages].filter(([, age]) => age >= DAY_MS).map(([key]) => key);
  }
}
