import type { Clock } from "./clock.ts";

/** Wakes the one loop that waits for it. A ring that nobody waits for is kept, and several are one. */
export class Bell {
  readonly #clock: Clock;
  #rung = false;
  #waiting: AbortController | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  ring(): void {
    this.#rung = true;
    this.#waiting?.abort();
  }

  /** Until the next ring, or for so long at most. */
  async wait(milliseconds: number): Promise<void> {
    if (!this.#rung) {
      this.#waiting = new AbortController();
      await this.#clock.sleep(milliseconds, this.#waiting.signal);
      this.#waiting = undefined;
    }
    this.#rung = false;
  }
}
