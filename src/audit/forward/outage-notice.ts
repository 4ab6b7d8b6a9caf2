/** As many failures in a row are no outage yet: what passes by itself is nobody's to act upon. */
const MIN_FAILURES = 3;

/** The same outage that comes back sooner is the same. */
const MEMORY_MS = 60_000;

/** Reasons that are remembered. They are our own sentences and few, but a status or a code stands in some. */
const MOST_REASONS = 32;

/** Says of a sink that it is out of reach, and that it is back: once each, not with every attempt. */
export class OutageNotice {
  readonly #tell: (line: string) => void;
  readonly #sink: string;
  readonly #told = new Map<string, number>();
  #failures = 0;
  #since: number | undefined;
  #isTold = false;

  constructor(sink: string, tell: (line: string) => void) {
    this.#sink = sink;
    this.#tell = tell;
  }

  noteFailure(reason: string, now: number): void {
    this.#failures += 1;
    this.#since ??= now;
    if (this.#failures >= MIN_FAILURES) this.#tellOnce(reason, now);
  }

  /** Of an attempt that does not end: there may never be a second one. */
  noteSilence(reason: string, now: number): void {
    this.#since ??= now;
    this.#tellOnce(reason, now);
  }

  noteSuccess(now: number): void {
    if (this.#isTold) {
      const seconds = Math.round((now - (this.#since ?? now)) / 1000);
      this.#tell(`sink ${this.#sink}: is back after ${seconds} s`);
      // Those of an outage that ended long ago would be news again.
      for (const [reason, last] of this.#told) {
        if (now - last >= MEMORY_MS) this.#told.delete(reason);
      }
    }
    this.#failures = 0;
    this.#since = undefined;
    this.#isTold = false;
  }

  #tellOnce(reason: string, now: number): void {
    const last = this.#told.get(reason);
    const isKnown = last !== undefined && (this.#isTold || now - last < MEMORY_MS);
    if (this.#told.size >= MOST_REASONS && last === undefined) return;
    this.#told.set(reason, now);
    if (isKnown) return;
    this.#isTold = true;
    this.#tell(`sink ${this.#sink}: ${reason}; lines are kept and sent when it is back`);
  }
}
