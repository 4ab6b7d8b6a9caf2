import { readSync } from "node:fs";

/** The longest line that is taken for one: a sink takes 1,000 KiB. */
export const MAX_LINE_BYTES = 1024 * 1024;

const CHUNK_BYTES = 2 * MAX_LINE_BYTES;
const NEWLINE = 0x0a;

/** A line of a file, or a piece of one that is longer than any may be. */
export interface RawLine {
  /** Without the newline; good until the next one is asked for. */
  readonly bytes: Buffer;
  readonly offset: number;
  /** Where the next line begins. */
  readonly next: number;
}

/** Where to read: an open file, from one byte up to another. */
export interface Range {
  readonly descriptor: number;
  readonly from: number;
  readonly to: number;
}

/** A place for one reader at a time to read into. */
export function createLineBuffer(): Buffer {
  return Buffer.allocUnsafeSlow(CHUNK_BYTES);
}

/**
 * The whole lines of a part of a file, in order, in bounded memory. What stands after the last newline is not
 * among them, unless it is longer than a line may be: then it comes in pieces of that length.
 */
export function* readLines({ descriptor, from, to }: Range, buffer: Buffer): Generator<RawLine> {
  let base = from; // what byte of the file the buffer begins with
  let filled = 0;
  for (;;) {
    const room = Math.min(buffer.length - filled, to - base - filled);
    const count = room > 0 ? readSync(descriptor, buffer, filled, room, base + filled) : 0;
    filled += count;
    let start = 0;
    while (start < filled) {
      const newline = buffer.subarray(0, filled).indexOf(NEWLINE, start);
      const overlong = newline === -1 && filled - start >= MAX_LINE_BYTES;
      if (newline === -1 && !overlong) break;
      const end = overlong ? start + MAX_LINE_BYTES : newline;
      const next = overlong ? end : newline + 1;
      yield { bytes: buffer.subarray(start, end), offset: base + start, next: base + next };
      start = next;
    }
    if (count === 0) return;
    buffer.copyWithin(0, start, filled);
    base += start;
    filled -= start;
  }
}
