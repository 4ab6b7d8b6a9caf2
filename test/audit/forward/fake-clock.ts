import type { Clock } from "../../../src/audit/forward/clock.ts";

interface Timer {
  readonly at: number;
  readonly end: () => void;
}

/** Time that goes when it is told to. What waits for no real input has run when `advance` is done. */
export class FakeClock implements Clock {
  #now: number;
  /** How far the clock was set forward; back where it is less than 0. */
  #set = 0;
  #timers: Timer[] = [];

  constructor(now = Date.UTC(2026, 10, 27)) {
    this.#now = now;
  }

  readonly now = (): number => this.#now + this.#set;

  readonly elapsed = (): number => this.#now;

  /** Sets the clock by so much, without any time going by. */
  set(milliseconds: number): void {
    this.#set += milliseconds;
  }

  readonly sleep = (milliseconds: number, signal?: AbortSignal): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    if (signal?.aborted === true) return Promise.resolve();
    const timer = { at: this.#now + milliseconds, end: () => resolve() };
    this.#timers.push(timer);
    signal?.addEventListener("abort", () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
      resolve();
    });
    return promise;
  };

  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await settle();
    for (;;) {
      const next = this.#timers.toSorted((a, b) => a.at - b.at)[0];
      if (next === undefined || next.at > end) break;
      this.#timers = this.#timers.filter((each) => each !== next);
      this.#now = Math.max(this.#now, next.at);
      next.end();
      await settle();
    }
    this.#now = end;
  }
}

/** Until what can run has run. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
