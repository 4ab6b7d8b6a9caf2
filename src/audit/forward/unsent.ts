import type { LogPosition, LogReader } from "./log-position.ts";
import { readPlace } from "./read-place.ts";

/** Counted together: the finest that is known of what has gone. */
const MOST = { lines: 1000, bytes: 4 * 1024 * 1024 };

interface Part {
  readonly end: LogPosition;
  readonly bytes: ReadonlyMap<number, number>;
}

/**
 * How many bytes of whose records some sink does not have yet. Counted from the log itself, in parts of at most a
 * thousand lines, so that a day without network takes no memory to speak of.
 */
export class UnsentBytes {
  readonly #log: LogReader;
  readonly #parts: Part[] = [];
  readonly #bytes = new Map<number, number>();
  #read: LogPosition | undefined;

  /** @param from Where the sink begins that has come least far. */
  constructor(log: LogReader, from: LogPosition | undefined) {
    this.#log = log;
    this.#read = from;
  }

  of(uid: number): number {
    return this.#bytes.get(uid) ?? 0;
  }

  /** Counts what has been sealed since. */
  async follow(): Promise<void> {
    this.#read ??= this.#log.first();
    while (this.#read !== undefined) {
      const { lines, next } = await this.#log.read(this.#read, MOST);
      this.#read = next;
      if (lines.length === 0) return;
      const bytes = new Map<number, number>();
      for (const line of lines) {
        const uid = readPlace(line.bytes)?.uid;
        if (uid !== undefined) bytes.set(uid, (bytes.get(uid) ?? 0) + line.bytes.length + 1);
      }
      this.#parts.push({ end: next, bytes });
      this.#add(bytes, 1);
    }
  }

  /** @param hasArrived Whether every sink has all that is before a place. */
  release(hasArrived: (end: LogPosition) => boolean): void {
    const kept = this.#parts.findIndex(({ end }) => !hasArrived(end));
    const gone = this.#parts.splice(0, kept < 0 ? this.#parts.length : kept);
    for (const { bytes } of gone) this.#add(bytes, -1);
  }

  #add(bytes: ReadonlyMap<number, number>, sign: 1 | -1): void {
    for (const [uid, count] of bytes) {
      const now = this.of(uid) + sign * count;
      if (now > 0) this.#bytes.set(uid, now);
      else this.#bytes.delete(uid);
    }
  }
}
