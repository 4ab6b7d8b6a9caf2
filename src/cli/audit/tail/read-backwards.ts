import { closeSync, openSync, readSync } from "node:fs";
import { MAX_LINE_BYTES } from "../../../audit/verify/source/split-lines.ts";

const NEWLINE = 0x0a;
const CHUNK_BYTES = 256 * 1024;

/** A line without its newline, and where it ends. */
export interface LastLine {
  readonly bytes: Uint8Array;
  /** Whether a newline ends it: else it may still be written. */
  readonly ended: boolean;
}

/** The lines in the first bytes of a file, the last first, without empty and overlong ones; one is held at a time. */
export function* readBackwards(file: string, size: number): Generator<LastLine> {
  const descriptor = openSync(file, "r");
  try {
    yield* linesBefore(descriptor, size);
  } finally {
    closeSync(descriptor);
  }
}

function* linesBefore(descriptor: number, size: number): Generator<LastLine> {
  let later = Buffer.alloc(0);
  let ended = false;
  for (let end = size; end > 0;) {
    const start = Math.max(0, end - CHUNK_BYTES);
    const bytes = Buffer.concat([readRange(descriptor, start, end), later]);
    let to = bytes.length;
    for (let at = bytes.lastIndexOf(NEWLINE); at >= 0; at = lastNewline(bytes, at)) {
      const length = to - at - 1;
      if (length > 0 && length <= MAX_LINE_BYTES)
        yield { bytes: bytes.subarray(at + 1, to), ended };
      ended = true;
      to = at;
    }
    // Of an overlong line its beginning is all that is kept, so that it is left out when it ends.
    later = to > MAX_LINE_BYTES ? bytes.subarray(0, MAX_LINE_BYTES + 1) : bytes.subarray(0, to);
    end = start;
  }
  if (later.length > 0 && later.length <= MAX_LINE_BYTES) yield { bytes: later, ended };
}

function lastNewline(bytes: Buffer, before: number): number {
  return before === 0 ? -1 : bytes.lastIndexOf(NEWLINE, before - 1);
}

function readRange(descriptor: number, start: number, end: number): Buffer {
  const bytes = Buffer.alloc(end - start);
  const read = readSync(descriptor, bytes, 0, bytes.length, start);
  return bytes.subarray(0, read);
}
