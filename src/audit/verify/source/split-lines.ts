const NEWLINE = 0x0a;

/** A record is at most 992 KiB, its seal 1 KiB: nothing longer is a sealed line. */
export const MAX_LINE_BYTES = 1024 * 1024;

/** A line without its newline. Its bytes are good until the next one is taken. */
export interface InputLine {
  readonly bytes: Uint8Array;
  /** How long it is; of an overlong one more than `bytes` has. */
  readonly length: number;
  /** Counted from 1. */
  readonly number: number;
  readonly offset: number;
  /** Whether a newline ends it. */
  readonly ended: boolean;
}

/** Cuts chunks into lines, in order. At most one line is held, and of one over the bound only its start. */
export class LineSplitter {
  readonly #take: (line: InputLine) => void;
  #pieces: Uint8Array[] = [];
  #length = 0;
  #number = 1;
  #offset = 0;

  constructor(take: (line: InputLine) => void) {
    this.#take = take;
  }

  /** Whether a line has begun that has no end yet. */
  get isOpen(): boolean {
    return this.#length > 0;
  }

  take(chunk: Uint8Array): void {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(NEWLINE, start);
      if (end === -1) break;
      this.#finish(chunk.subarray(start, end), true);
      start = end + 1;
    }
    this.#keep(chunk.subarray(start));
  }

  /** What is left has no newline. */
  end(): void {
    if (this.#length > 0) this.#finish(new Uint8Array(0), false);
  }

  #keep(piece: Uint8Array): void {
    if (piece.length === 0) return;
    // The chunk's memory is used again: what is kept of it is copied.
    if (this.#length <= MAX_LINE_BYTES) this.#pieces.push(Buffer.from(piece));
    this.#length += piece.length;
    if (this.#length > MAX_LINE_BYTES) this.#pieces = this.#pieces.slice(0, 1);
  }

  #finish(rest: Uint8Array, ended: boolean): void {
    const length = this.#length + rest.length;
    const isOpen = this.#pieces.length > 0 && length <= MAX_LINE_BYTES;
    const bytes = isOpen ? Buffer.concat([...this.#pieces, rest]) : rest;
    const [start = rest] = this.#pieces;
    const shown = length > MAX_LINE_BYTES ? start.subarray(0, MAX_LINE_BYTES) : bytes;
    const line = { bytes: shown, length, number: this.#number, offset: this.#offset, ended };
    this.#pieces = [];
    this.#length = 0;
    this.#number += 1;
    this.#offset += length + 1;
    this.#take(line);
  }
}
