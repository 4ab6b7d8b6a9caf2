import type { SealedLine } from "../sink/sink.ts";
import type { LogPosition, Stretch } from "./log-position.ts";
import { readPlace } from "./read-place.ts";

/** Lines that go out together, until all of them have arrived. */
export interface Batch {
  /** Those that are still to be sent. */
  lines: readonly SealedLine[];
  state: "waiting" | "sending" | "arrived";
  /** Attempts so far. */
  attempts: number;
  /** When the first of its lines was sealed, milliseconds since the epoch. */
  readonly oldest: number | undefined;
  /** Where it ends in the log. */
  readonly end: LogPosition;
}

/**
 * Batches in the order of the log from the cursor on. A batch leaves when it and all before it have arrived, so the
 * cursor never passes a line that has not.
 */
export class Window {
  readonly #batches: Batch[] = [];

  get size(): number {
    return this.#batches.length;
  }

  /** When the oldest line in it was sealed. */
  get oldest(): number | undefined {
    return this.#batches.find(({ state }) => state !== "arrived")?.oldest;
  }

  countSending(): number {
    return this.#batches.filter(({ state }) => state === "sending").length;
  }

  add({ lines, next }: Stretch): Batch {
    const [first] = lines;
    const oldest = first === undefined ? undefined : readPlace(first.bytes)?.at;
    const batch: Batch = { lines, state: "waiting", attempts: 0, oldest, end: next };
    this.#batches.push(batch);
    return batch;
  }

  findWaiting(): Batch | undefined {
    return this.#batches.find(({ state }) => state === "waiting");
  }

  /** Where the batches end that have arrived, up to the first that has not. */
  findArrived(): { readonly count: number; readonly end: LogPosition } | undefined {
    const gap = this.#batches.findIndex(({ state }) => state !== "arrived");
    const count = gap < 0 ? this.#batches.length : gap;
    const last = this.#batches[count - 1];
    return last === undefined ? undefined : { count, end: last.end };
  }

  drop(count: number): void {
    this.#batches.splice(0, count);
  }
}
