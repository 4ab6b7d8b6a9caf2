const BASE_MS = 200;
const MOST_MS = 60_000;

/** A receiver may ask for so long a rest, and no longer. */
const MOST_ASKED_MS = 15 * 60_000;

/**
 * When the next attempt may be made: after n failures in a row somewhere in 200 ms · 2ⁿ⁻¹, at most a minute, evenly
 * spread ("full jitter"), so that many machines do not come back at once; and not before the receiver has asked for. Moments
 * are of a clock that nobody sets.
 */
export class Backoff {
  readonly #random: () => number;
  #failures = 0;
  #since = 0;
  #until = 0;

  /** @param random From 0 to 1, as `Math.random`. */
  constructor(random: () => number) {
    this.#random = random;
  }

  get failures(): number {
    return this.#failures;
  }

  /** Milliseconds to wait from now. */
  waitMs(now: number): number {
    return Math.max(0, this.#until - now);
  }

  /**
   * @param started When the attempt began: what was under way when another one failed says nothing new.
   * @param askedMs The receiver's Retry-After.
   */
  noteFailure(now: number, started: number, askedMs = 0): void {
    if (this.#failures === 0 || started > this.#since) {
      this.#failures += 1;
      this.#since = now;
      const most = Math.min(MOST_MS, BASE_MS * 2 ** Math.min(this.#failures - 1, 20));
      this.#until = Math.max(this.#until, now + this.#random() * most);
    }
    this.#until = Math.max(this.#until, now + Math.min(askedMs, MOST_ASKED_MS));
  }

  noteSuccess(): void {
    this.#failures = 0;
    this.#until = 0;
  }
}
