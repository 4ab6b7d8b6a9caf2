import { join } from "node:path";
import { readErrorCode } from "../../model/error-code.ts";
import { forgetOldLog } from "../seal/log-file.ts";
import type { Sink } from "../sink/sink.ts";
import { Bell } from "./bell.ts";
import type { Clock } from "./clock.ts";
import { openCursor, toCursorPath } from "./cursor.ts";
import { type Head, openLogReader } from "./file-log-reader.ts";
import type { GapNotice } from "./gap-notice.ts";
import { findForgettable, findForgettableLogs } from "./find-forgettable.ts";
import type { History } from "./history.ts";
import type { LogPosition, LogReader } from "./log-position.ts";
import { type Ending, SinkQueue } from "./queue.ts";
import type { Sealing } from "./sealing.ts";
import type { Tally } from "./tally.ts";
import { UnsentBytes } from "./unsent.ts";

/** How long until the spool is looked at again: while records come, and while none do. */
const BUSY_MS = 200;
const IDLE_MS = 400;

const FORGET_MS = 60_000;

/** What is under way when a forwarder is told to stop is given so long. */
const STOP_MS = 10_000;
const STOP_FAILURES = 3;

/** And so long when another takes its place: until then no hook's record is sealed. */
const CHANGE_MS = 300;

/** So many attempts in a row fail before `once` gives a sink up: some seconds. */
const ONCE_FAILURES = 6;

export interface ForwarderParts {
  readonly sealing: Sealing;
  /** Ends what brings records, before the last of them are sealed: called only when no other forwarder follows at once. */
  readonly endSources: () => Promise<void>;
  /** The forwarder's directory, absolute. */
  readonly audit: string;
  readonly sinks: readonly Sink[];
  readonly keepDays: number;
  readonly clock: Clock;
  readonly random: () => number;
  readonly history: History;
  /** One line for the operator, when something has changed. */
  readonly tell: (line: string) => void;
}

interface TimedEnding extends Ending {
  /** How long what is under way may take, milliseconds. */
  readonly within?: number;
}

/** Seals what hooks have written and ships it, each sink at its own pace. */
export class Forwarder {
  readonly #parts: ForwarderParts;
  readonly #log: LogReader;
  readonly #queues: readonly SinkQueue[];
  readonly #bell: Bell;
  #unsent: UnsentBytes | undefined;
  #seen: Head | undefined;
  #isFull = false;
  #isFaulty = false;
  #forgotten = 0;
  #notForgotten: readonly string[] = [];
  #fault: unknown;

  constructor(parts: ForwarderParts) {
    const { audit, sealing, sinks, clock, random, history } = parts;
    this.#parts = parts;
    this.#bell = new Bell(clock);
    const onGap: GapNotice["note"] = (directory, gap) => history.gaps.note(directory, gap);
    const log = openLogReader(audit, () => sealing.head, onGap);
    this.#log = log;
    this.#queues = sinks.map((sink) => {
      const cursor = openCursor(toCursorPath(audit, sink.name));
      return new SinkQueue({ sink, log, cursor, clock, random, history: history.of(sink.name) });
    });
  }

  /** Bytes of a user's records that some sink does not have yet. */
  unsentOf(uid: number): number {
    return this.#unsent?.of(uid) ?? 0;
  }

  /** Of the log, that are no line and were gone over. */
  get skippedBytes(): number {
    return this.#parts.history.gaps.bytes;
  }

  /** There may be something to seal. */
  wake(): void {
    this.#bell.ring();
  }

  get sinks(): readonly { readonly name: string; readonly tally: Tally }[] {
    return this.#queues;
  }

  /**
   * Seals and ships until `signal` is aborted, then what there is, for a bounded time.
   *
   * @param isLast Asked then, once: whether no other forwarder follows at once.
   * @returns what that said
   * @throws when the log cannot be read
   */
  async run(signal: AbortSignal, isLast: () => boolean): Promise<boolean> {
    const running = await this.#start();
    const stop = (): void => this.#bell.ring();
    signal.addEventListener("abort", stop);
    while (!signal.aborted && this.#fault === undefined) {
      const rest = await this.#tryTurn();
      if (rest > 0 && !signal.aborted) await this.#bell.wait(rest);
    }
    signal.removeEventListener("abort", stop);
    const isEnd = isLast();
    if (isEnd || this.#fault !== undefined) await this.#parts.endSources();
    const within = isEnd ? STOP_MS : CHANGE_MS;
    await this.#end(running, { failures: STOP_FAILURES, within });
    return isEnd;
  }

  /** Seals and ships everything that there is. @returns whether all of it is sealed, and every sink has it */
  async once(): Promise<boolean> {
    const running = await this.#start();
    await this.#parts.endSources();
    await this.#end(running, { failures: ONCE_FAILURES });
    return !this.#isFaulty && this.#queues.every((queue) => queue.isDrained);
  }

  async #start(): Promise<readonly Promise<void>[]> {
    for (const queue of this.#queues) await queue.open();
    if (this.#queues.length > 0) this.#unsent = new UnsentBytes(this.#log, this.#findLast());
    await this.#unsent?.follow();
    return this.#queues.map(async (queue) => {
      try {
        await queue.run();
      } catch (error) {
        this.#fault ??= error;
        this.#bell.ring();
      }
    });
  }

  /** Where the sink is that has come least far; `undefined` where there is no log yet. */
  #findLast(): LogPosition | undefined {
    const positions = this.#queues.map(({ position }) => position);
    if (positions.includes(undefined)) return undefined;
    return positions.flatMap((each) => each ?? []).toSorted((a, b) => this.#log.compare(a, b))[0];
  }

  /** A log that cannot be read ends the forwarder, but in order: what is sealed is signed, and no queue goes on alone. */
  async #tryTurn(): Promise<number> {
    try {
      return await this.#turn();
    } catch (error) {
      this.#fault ??= error;
      return 0;
    }
  }

  /** @returns how long to wait for the next */
  async #turn(): Promise<number> {
    const { moved, more, isFull } = this.#seal();
    this.#isFull = isFull;
    if (moved) {
      for (const queue of this.#queues) queue.wake();
      await this.#unsent?.follow();
    }
    this.#unsent?.release((end) => this.#hasArrived(end));
    this.#forget();
    if (more && moved) return 0;
    return moved ? BUSY_MS : IDLE_MS;
  }

  #seal(): { readonly moved: boolean; readonly more: boolean; readonly isFull: boolean } {
    const { sealing, clock, history } = this.#parts;
    const { more, full, faults } = sealing.round();
    this.#isFaulty = faults.length > 0;
    history.faults.note(
      [...faults, ...full.map(describeFull), ...this.#notForgotten],
      clock.elapsed(),
    );
    const { log, file, offset } = sealing.head;
    const moved = this.#seen?.file !== file || this.#seen.offset !== offset;
    this.#seen = { log, file, offset };
    return { moved, more, isFull: full.length > 0 };
  }

  #hasArrived(end: LogPosition): boolean {
    return this.#queues.every(
      ({ position }) => position !== undefined && this.#log.hasPassed(position, end),
    );
  }

  #forget(): void {
    const { audit, sealing, keepDays, clock } = this.#parts;
    const now = clock.now();
    if (Math.abs(now - this.#forgotten) < FORGET_MS) return;
    this.#forgotten = now;
    const hasArrived = (seq: number, log: string): boolean =>
      this.#hasArrived({ log, seq, file: "", offset: 0 });
    const keeping = { keepDays, now, hasArrived, current: sealing.head.log };
    this.#notForgotten = [];
    try {
      const before = findForgettable({ ...keeping, directory: join(audit, "log") });
      if (before !== undefined) sealing.forget(before);
      for (const log of findForgettableLogs(audit, keeping)) forgetOldLog(audit, log);
    } catch (error) {
      this.#notForgotten = [`old lines of the log are not deleted (${readErrorCode(error)})`];
    }
  }

  /**
   * Seals what there is. What hooks append meanwhile is the next forwarder's: they may never pause.
   *
   * @param failures What a user's quota keeps back is waited for until so many attempts in a row have failed.
   */
  async #sealRest(failures: number): Promise<void> {
    for (let isOver = false; !isOver && !this.#isFaulty && this.#fault === undefined;) {
      const rest = await this.#tryTurn();
      const isKeptBack = this.#isFull && this.#queues.every((queue) => queue.failures < failures);
      isOver = rest > 0 && !isKeptBack;
      if (rest >= IDLE_MS && isKeptBack) await this.#bell.wait(BUSY_MS);
    }
  }

  async #end(running: readonly Promise<void>[], { failures, within }: TimedEnding): Promise<void> {
    const { sealing, clock, tell } = this.#parts;
    await this.#sealRest(within === undefined ? failures : 0);
    const fault = sealing.stop();
    if (fault !== undefined) {
      this.#isFaulty = true;
      tell(fault);
    }
    for (const queue of this.#queues) queue.finish({ failures });
    const ended = new AbortController();
    if (within !== undefined)
      void clock.sleep(within, ended.signal).then(() => {
        for (const queue of this.#queues) queue.abort();
      });
    await Promise.all(running);
    ended.abort();
    if (this.#fault !== undefined) throw this.#fault;
  }
}

function describeFull(uid: number): string {
  return `user ${uid} has as many unsent records as the quota allows: the next ones wait in the spool`;
}
