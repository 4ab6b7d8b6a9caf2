import { MAX_STDIN_BYTES, tooLarge } from "../../event/read-stdin.ts";
import { readSome } from "./descriptor.ts";
import type { EventLine } from "./event-line.ts";

const NEWLINE = 0x0a;
const RETURN = 0x0d;

/** Lines that came in one read, and how many bytes have been read with them. */
export interface LineBatch {
  readonly lines: readonly EventLine[];
  readonly bytesRead: number;
}

/**
 * The lines of a descriptor, in order, as many at a time as one read completes; so whoever takes them may
 * answer those before the next read waits for more. Empty lines are left out. At most one line, and of one
 * past the guard's bound only the start, is held in memory.
 */
export function* readLines(descriptor: number): Generator<LineBatch> {
  const open = new OpenLine();
  let bytesRead = 0;
  for (;;) {
    const chunk = readSome(descriptor);
    bytesRead += chunk.length;
    const lines = chunk.length === 0 ? open.close() : open.take(chunk);
    if (lines.length > 0) yield { lines, bytesRead };
    if (chunk.length === 0) return;
  }
}

/** The line whose end has not been read yet. */
class OpenLine {
  #pieces: Uint8Array[] = [];
  #length = 0;

  /** The lines that this chunk completes. */
  take(chunk: Uint8Array): EventLine[] {
    const lines: EventLine[] = [];
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(NEWLINE, start);
      if (end === -1) break;
      this.#add(chunk.subarray(start, end));
      lines.push(...this.close());
      start = end + 1;
    }
    this.#add(chunk.subarray(start));
    return lines;
  }

  /** The line, unless it is empty; the next one begins. */
  close(): EventLine[] {
    const [first = new Uint8Array(0)] = this.#pieces;
    const isTooLarge = this.#length > MAX_STDIN_BYTES + 1;
    const whole = this.#pieces.length > 1 && !isTooLarge ? Buffer.concat(this.#pieces) : first;
    this.#pieces = [];
    this.#length = 0;
    if (isTooLarge) return [{ bytes: first, fault: tooLarge() }];
    const bytes = whole.at(-1) === RETURN ? whole.subarray(0, -1) : whole;
    if (bytes.length > MAX_STDIN_BYTES) return [{ bytes, fault: tooLarge() }];
    return bytes.length === 0 ? [] : [{ bytes }];
  }

  #add(piece: Uint8Array): void {
    if (piece.length === 0) return;
    this.#length += piece.length;
    // One byte past the bound may be the carriage return of the line's end.
    if (this.#length > MAX_STDIN_BYTES + 1) this.#pieces = this.#pieces.slice(0, 1);
    else this.#pieces.push(piece);
  }
}
