import type { Delivery, SealedLine, Sink } from "../sink/sink.ts";
import type { Clock } from "./clock.ts";

/** A delivery that takes longer may never end: a file system that hangs gives no answer. */
const SILENT_MS = 60_000;

/** What a sink holds open is waited for no longer than this; to be closed it goes on. */
const CLOSE_MS = 500;

/** A sink of which it is noticed that a delivery does not end. It is waited for; no other one is made in its place. */
export class AttendedSink {
  readonly #sink: Sink;
  readonly #clock: Clock;
  readonly #onSilence: (reason: string) => void;
  #silent = 0;

  /** @param onSilence Called when a delivery has been under way for too long. */
  constructor(sink: Sink, clock: Clock, onSilence: (reason: string) => void) {
    this.#sink = sink;
    this.#clock = clock;
    this.#onSilence = onSilence;
  }

  /** Deliveries that have been under way for too long. */
  get silent(): number {
    return this.#silent;
  }

  async deliver(lines: readonly SealedLine[], signal: AbortSignal): Promise<Delivery> {
    const answered = new AbortController();
    let isSilent = false;
    void this.#clock.sleep(SILENT_MS, answered.signal).then(() => {
      if (answered.signal.aborted) return;
      isSilent = true;
      this.#silent += 1;
      this.#onSilence(`it has not answered for ${SILENT_MS / 1000} s`);
    });
    const delivery = await this.#sink.deliver(lines, signal);
    answered.abort();
    if (isSilent) this.#silent -= 1;
    return delivery;
  }

  async close(): Promise<void> {
    const closed = new AbortController();
    await Promise.race([this.#sink.close(), this.#clock.sleep(CLOSE_MS, closed.signal)]);
    closed.abort();
  }
}
