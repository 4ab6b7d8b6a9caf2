import type { Sink } from "../sink/sink.ts";

const LEAST = 1 / 64;
const STEP = 1 / 32;

/** How much of its limits a sink is given: half of it after each throttling, and a little more after each success. */
export class Pace {
  readonly #limits: Sink["limits"];
  #share = 1;

  constructor(limits: Sink["limits"]) {
    this.#limits = limits;
  }

  /** Lines in a batch. */
  get lines(): number {
    return Math.max(1, Math.ceil(this.#limits.lines * this.#share));
  }

  /** Batches under way at once. */
  get inFlight(): number {
    return Math.max(1, Math.floor(this.#limits.inFlight * this.#share));
  }

  noteThrottled(): void {
    this.#share = Math.max(LEAST, this.#share / 2);
  }

  noteSuccess(): void {
    this.#share = Math.min(1, this.#share + STEP);
  }
}
