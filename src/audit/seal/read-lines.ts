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
    const rest = yield* splitLines(buffer, filled, base);
    if (count === 0) return;
    buffer.copyWithin(0, rest, filled);
    base += rest;
    filled -= rest;
  }
}

/** @returns where what is no whole line yet begins */
function* splitLines(buffer: Buffer, filled: number, base: number): Generator<RawLine, number> {
  for (let start = 0; ;) {
    const found = buffer.indexOf(NEWLINE, start);
    const isWhole = found !== -1 && found < filled; // what stands behind is of earlier lines
    if (!isWhole && filled - start < MAX_LINE_BYTES) return start;
    const end = isWhole ? found : start + MAX_LINE_BYTES;
    const next = isWhole ? end + 1 : end;
    yield { bytes: buffer.subarray(start, end), offset: base + start, next: base + next };
    start = next;
  }
}
