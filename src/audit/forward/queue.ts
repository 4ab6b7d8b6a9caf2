import type { Delivery, Sink } from "../sink/sink.ts";
import { AttendedSink } from "./attended-sink.ts";
import { Backoff } from "./backoff.ts";
import { Bell } from "./bell.ts";
import type { Clock } from "./clock.ts";
import type { Cursor } from "./cursor.ts";
import type { LogPosition, LogReader } from "./log-position.ts";
import { Pace } from "./pace.ts";
import { SinkCursor } from "./sink-cursor.ts";
import type { SinkHistory } from "./sink-history.ts";
import type { Tally } from "./tally.ts";
import { type Batch, Window } from "./window.ts";

/** Without a ring a queue looks whether there is anything to do. */
const LOOK_MS = 30_000;

export interface QueueParts {
  readonly sink: Sink;
  readonly log: LogReader;
  readonly cursor: Cursor;
  readonly clock: Clock;
  readonly random: () => number;
  readonly history: SinkHistory;
}

/** How a queue ends: `drained`, or how many attempts in a row may fail before it gives up. */
export interface Ending {
  readonly failures: number;
}

/**
 * The way of one sink through the log: batches out, several at once where the sink allows, what failed again, the cursor
 * behind them. At least once: what is under way when the process is killed is sent again.
 */
export class SinkQueue {
  readonly #parts: QueueParts;
  readonly #window = new Window();
  readonly #bell: Bell;
  readonly #sink: AttendedSink;
  readonly #cursor: SinkCursor;
  readonly #backoff: Backoff;
  readonly #pace: Pace;
  readonly #attempt = new AbortController();
  /** Up to where the window has been filled. */
  #read: LogPosition | undefined;
  /** What is on the disk: everything before it has arrived. */
  #kept: LogPosition | undefined;
  #isPersisting = false;
  /** The last write of the cursor. */
  #written: Promise<void> | undefined;
  /** `run` has come to its end: what is still under way is not waited for. */
  #isOver = false;
  #atEnd = false;
  #ending: Ending | undefined;

  constructor(parts: QueueParts) {
    this.#parts = parts;
    this.#bell = new Bell(parts.clock);
    this.#cursor = new SinkCursor(parts.cursor, parts.history.cursor);
    this.#sink = new AttendedSink(parts.sink, parts.clock, (reason) => this.#noteSilence(reason));
    this.#backoff = new Backoff(parts.random);
    this.#pace = new Pace(parts.sink.limits);
  }

  get name(): string {
    return this.#parts.sink.name;
  }

  get tally(): Tally {
    return this.#parts.history.tally;
  }

  /** Everything before it has arrived and is known to have; `undefined` before the first line. */
  get position(): LogPosition | undefined {
    return this.#kept;
  }

  /** Attempts in a row that have failed. */
  get failures(): number {
    return this.#backoff.failures;
  }

  get isDrained(): boolean {
    return this.#atEnd && this.#window.size === 0;
  }

  /** There may be more in the log. */
  wake(): void {
    this.#atEnd = false;
    this.#bell.ring();
  }

  /** Sends what there is and ends `run`. */
  finish(ending: Ending): void {
    this.#ending = ending;
    this.wake();
  }

  /** Ends `run` and what is under way. */
  abort(): void {
    this.#attempt.abort();
    this.#bell.ring();
  }

  /** Finds where it was; to be called before `run`. */
  async open(): Promise<void> {
    this.#read = this.#kept = await this.#cursor.find(this.#parts.log);
  }

  /** Sends until it is told to end. */
  async run(): Promise<void> {
    const { clock } = this.#parts;
    while (!this.#mayEnd()) {
      const rest = this.#backoff.waitMs(clock.elapsed());
      if (rest === 0) await this.#fill();
      if (this.#mayEnd()) break;
      await this.#bell.wait(rest === 0 ? LOOK_MS : rest);
    }
    await this.#sink.close();
    this.#isOver = true;
    await this.#written;
  }

  #mayEnd(): boolean {
    if (this.#attempt.signal.aborted) return true;
    if (this.#ending === undefined) return false;
    const { silent } = this.#sink;
    const isHopeless = silent > 0 || this.#backoff.failures >= this.#ending.failures;
    return this.isDrained || (isHopeless && this.#window.countSending() === silent);
  }

  async #fill(): Promise<void> {
    // After a failure one batch finds out whether it passes again.
    const width = this.#backoff.failures > 0 ? 1 : this.#pace.inFlight;
    while (this.#window.countSending() < width && !this.#attempt.signal.aborted) {
      const batch = this.#window.findWaiting() ?? (await this.#readBatch());
      if (batch === undefined) return;
      // Not awaited: its end rings.
      void this.#send(batch);
    }
  }

  /** Of what has not been read; none while as many batches wait for those before them as may be under way. */
  async #readBatch(): Promise<Batch | undefined> {
    if (this.#atEnd || this.#window.size >= this.#parts.sink.limits.inFlight) return undefined;
    this.#read ??= this.#parts.log.first();
    if (this.#read === undefined) {
      this.#atEnd = true;
      return undefined;
    }
    // Set before the log is read: what is appended meanwhile wakes.
    this.#atEnd = true;
    const { bytes } = this.#parts.sink.limits;
    const stretch = await this.#parts.log.read(this.#read, { lines: this.#pace.lines, bytes });
    this.#read = stretch.next;
    if (stretch.lines.length === 0) return undefined;
    this.#atEnd = false;
    return this.#window.add(stretch);
  }

  async #send(batch: Batch): Promise<void> {
    const started = this.#parts.clock.elapsed();
    const count = batch.lines.length;
    batch.state = "sending";
    batch.attempts += 1;
    this.tally.attempts += 1;
    if (batch.attempts > 1) this.tally.retried += count;
    this.tally.oldest = this.#window.oldest;
    const delivery = await this.#sink.deliver(batch.lines, this.#attempt.signal);
    if (this.#isOver) return; // the cursor may be another queue's by now
    if (delivery.state === "delivered" || delivery.failed.length === 0) {
      this.#noteArrived(count, delivery);
      batch.state = "arrived";
      batch.lines = [];
    } else {
      this.#noteFailed(count, delivery, started);
      batch.lines = delivery.failed.flatMap((place) => batch.lines[place] ?? []);
      batch.state = "waiting";
    }
    this.tally.oldest = this.#window.oldest;
    await this.#persist();
    this.#bell.ring();
  }

  #noteSilence(reason: string): void {
    if (this.#isOver) return; // the sink is another queue's by now, whose deliveries may well be answered
    this.tally.up = false;
    this.#parts.history.outages.noteSilence(reason, this.#parts.clock.elapsed());
    this.#bell.ring();
  }

  #noteArrived(count: number, delivery: Delivery): void {
    const { clock, history } = this.#parts;
    const now = clock.elapsed();
    const refused = delivery.state === "delivered" ? delivery.refused : undefined;
    this.tally.delivered += count - (refused?.lines ?? 0);
    this.tally.refused += refused?.lines ?? 0;
    this.tally.lastSuccess = clock.now();
    this.tally.up = true;
    this.#backoff.noteSuccess();
    this.#pace.noteSuccess();
    history.outages.noteSuccess(now);
    if (refused !== undefined) history.refusals.note(refused, now);
  }

  #noteFailed(
    count: number,
    delivery: Extract<Delivery, { state: "failed" }>,
    started: number,
  ): void {
    const now = this.#parts.clock.elapsed();
    const { failed, reason, throttled, retryAfterMs } = delivery;
    this.tally.failed += failed.length;
    this.tally.delivered += count - failed.length;
    this.tally.up = false;
    if (throttled) {
      this.tally.throttled += 1;
      this.#pace.noteThrottled();
    }
    this.#backoff.noteFailure(now, started, retryAfterMs);
    // Aborted by ourselves is nobody's outage.
    if (!this.#attempt.signal.aborted) this.#parts.history.outages.noteFailure(reason, now);
  }

  /** Batches leave the window only when the cursor behind them is on the disk: they count as under way until then. */
  async #persist(): Promise<void> {
    if (this.#isPersisting) return;
    this.#isPersisting = true;
    while (!this.#isOver) {
      const arrived = this.#window.findArrived();
      if (arrived === undefined) break;
      this.#written = this.#cursor.write(arrived.end);
      await this.#written;
      this.#kept = arrived.end;
      this.#window.drop(arrived.count);
    }
    this.#isPersisting = false;
  }
}
