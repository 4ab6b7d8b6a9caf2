import { Buffer } from "node:buffer";

/** What is known of a line beside its numbers; bits of one byte. */
export const FLAG = {
  /** A hook's record, not an entry of the forwarder. */
  record: 1,
  /** Has a signature. */
  signed: 2,
  /** Its signature is the log's own key's; where no key is given, that it has one. */
  valid: 4,
  /** The forwarder was told to stop. */
  stop: 8,
  /** The forwarder's word of something wrong, the one entry that is not signed. */
  incident: 16,
  /** The same line stands before it in its source. */
  again: 32,
} as const;

/** One sealed line, as it is put into the table. */
export interface Row {
  /** Which log in which source. */
  readonly unit: number;
  readonly seq: number;
  readonly at: number;
  /** Number of the file. */
  readonly file: number;
  readonly line: number;
  readonly offset: number;
  readonly flags: number;
  /** The number of the key that has signed it (`KeyFinder`). */
  readonly key: number;
  /** 32 bytes each. */
  readonly hash: Uint8Array;
  readonly prev: Uint8Array;
}

const BLOCK_ROWS = 1024;
const HASH_BYTES = 32;
const HASH_WORDS = 8;

/**
 * All sealed lines of the input, without their text: 105 bytes a line, whatever the lines say and in whatever order
 * they come. It grows by blocks, so nothing is copied.
 */
export class RowTable {
  readonly #blocks: Block[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** @returns the number of the row */
  add(row: Row): number {
    const at = this.#size % BLOCK_ROWS;
    if (at === 0) this.#blocks.push(new Block());
    this.#blocks.at(-1)?.set(at, row);
    this.#size += 1;
    return this.#size - 1;
  }

  unit(row: number): number {
    return this.#block(row).unit[row % BLOCK_ROWS] ?? 0;
  }

  seq(row: number): number {
    return this.#block(row).seq[row % BLOCK_ROWS] ?? 0;
  }

  key(row: number): number {
    return this.#block(row).key[row % BLOCK_ROWS] ?? 0;
  }

  at(row: number): number {
    return this.#block(row).at[row % BLOCK_ROWS] ?? 0;
  }

  place(row: number): { readonly file: number; readonly line: number; readonly offset: number } {
    const { file, line, offset } = this.#block(row);
    const at = row % BLOCK_ROWS;
    return { file: file[at] ?? 0, line: line[at] ?? 0, offset: offset[at] ?? 0 };
  }

  is(row: number, flag: number): boolean {
    return ((this.#block(row).flags[row % BLOCK_ROWS] ?? 0) & flag) !== 0;
  }

  mark(row: number, flag: number): void {
    const { flags } = this.#block(row);
    flags[row % BLOCK_ROWS] = (flags[row % BLOCK_ROWS] ?? 0) | flag;
  }

  hash(row: number): string {
    return this.#block(row).hashText(row % BLOCK_ROWS);
  }

  /** Whether the later line has the hash of the earlier one. */
  isLinked(earlier: number, later: number): boolean {
    const a = this.#block(earlier).hash;
    return isSame(a, earlier % BLOCK_ROWS, { words: this.#block(later).prev, row: later });
  }

  /** Whether two lines are the same, byte for byte. */
  isSameLine(one: number, two: number): boolean {
    const a = this.#block(one).hash;
    return isSame(a, one % BLOCK_ROWS, { words: this.#block(two).hash, row: two });
  }

  /** Whether the line has this as the hash of the one before it. */
  hasPrev(row: number, hash: string): boolean {
    return this.#block(row).prevText(row % BLOCK_ROWS) === hash;
  }

  #block(row: number): Block {
    const block = this.#blocks[Math.floor(row / BLOCK_ROWS)];
    if (block === undefined) throw new RangeError(`there is no row ${row}`);
    return block;
  }
}

class Block {
  readonly unit = new Uint32Array(BLOCK_ROWS);
  readonly seq = new Float64Array(BLOCK_ROWS);
  readonly at = new Float64Array(BLOCK_ROWS);
  readonly file = new Uint32Array(BLOCK_ROWS);
  readonly line = new Uint32Array(BLOCK_ROWS);
  readonly offset = new Float64Array(BLOCK_ROWS);
  readonly flags = new Uint8Array(BLOCK_ROWS);
  readonly key = new Int32Array(BLOCK_ROWS);
  readonly hash = new Uint32Array(BLOCK_ROWS * HASH_WORDS);
  readonly prev = new Uint32Array(BLOCK_ROWS * HASH_WORDS);
  readonly #hashBytes = Buffer.from(this.hash.buffer);
  readonly #prevBytes = Buffer.from(this.prev.buffer);

  set(at: number, row: Row): void {
    this.unit[at] = row.unit;
    this.seq[at] = row.seq;
    this.at[at] = row.at;
    this.file[at] = row.file;
    this.line[at] = row.line;
    this.offset[at] = row.offset;
    this.flags[at] = row.flags;
    this.key[at] = row.key;
    this.#hashBytes.set(row.hash, at * HASH_BYTES);
    this.#prevBytes.set(row.prev, at * HASH_BYTES);
  }

  hashText(at: number): string {
    return this.#hashBytes.toString("hex", at * HASH_BYTES, (at + 1) * HASH_BYTES);
  }

  prevText(at: number): string {
    return this.#prevBytes.toString("hex", at * HASH_BYTES, (at + 1) * HASH_BYTES);
  }
}

function isSame(
  a: Uint32Array,
  rowA: number,
  b: { readonly words: Uint32Array; readonly row: number },
): boolean {
  const startA = rowA * HASH_WORDS;
  const startB = (b.row % BLOCK_ROWS) * HASH_WORDS;
  for (let word = 0; word < HASH_WORDS; word += 1)
    if (a[startA + word] !== b.words[startB + word]) return false;
  return true;
}
