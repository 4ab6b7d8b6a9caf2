import { NO_KEY } from "../trust/key-finder.ts";
import { type Block, FLAG, type RowPlace, type TaggedRow } from "./block.ts";

/** Numbers of a row; 64 bytes. */
const CELL = { seq: 0, time: 1, file: 2, line: 3, offset: 4, said: 5, tag: 6, prev: 7 } as const;
const CELLS = 8;

/** The flags and the key are one number: keys count from NO_KEY. */
const FLAG_VALUES = 64;

/** Who can write into an object may name a million logs in it: a block grows with what is in it. */
const FIRST_ROWS = 4;

const MOST_LINES_APART = 0xff_ff;
const MOST_APART = 0xff_ff_ff_ff;

/** Lines that may have nothing to do with one another: 64 bytes each. */
export class LooseBlock implements Block {
  #cells = new Float64Array(FIRST_ROWS * CELLS);
  #size = 0;
  #isRun = true;
  /** The key of those that are signed, as far as the block is a run. */
  #key = NO_KEY;

  get size(): number {
    return this.#size;
  }

  /** Whether each follows the one before it, so that little has to be kept of them (`RunBlock`). */
  get isRun(): boolean {
    return this.#isRun;
  }

  /** The key of those that are signed, in a run; NO_KEY where none is. */
  get runKey(): number {
    return this.#key;
  }

  /** For other lines. */
  clear(): void {
    this.#size = 0;
    this.#isRun = true;
    this.#key = NO_KEY;
  }

  add(row: TaggedRow): void {
    this.#isRun &&= this.continuesWith(row);
    if (row.key !== NO_KEY) this.#key = row.key;
    const start = this.#size * CELLS;
    if (start === this.#cells.length) this.#grow();
    const cells = this.#cells;
    cells[start + CELL.seq] = row.seq;
    cells[start + CELL.time] = row.at;
    cells[start + CELL.file] = row.file;
    cells[start + CELL.line] = row.line;
    cells[start + CELL.offset] = row.offset;
    cells[start + CELL.said] = (row.key - NO_KEY) * FLAG_VALUES + row.flags;
    cells[start + CELL.tag] = row.tag;
    cells[start + CELL.prev] = row.prev;
    this.#size += 1;
  }

  #grow(): void {
    const cells = new Float64Array(this.#cells.length * 2);
    cells.set(this.#cells);
    this.#cells = cells;
  }

  /** Whether the block with this row is a run, where it is one without it. */
  continuesWith(row: TaggedRow): boolean {
    const isKnown = row.key === NO_KEY ? (row.flags & FLAG.signed) === 0 : this.#isOfKey(row.key);
    return isKnown && (this.#size === 0 || (this.#follows(row) && this.#isNear(row)));
  }

  #isOfKey(key: number): boolean {
    return this.#key === NO_KEY || this.#key === key;
  }

  #follows({ seq, prev, file }: TaggedRow): boolean {
    const last = this.#size - 1;
    const isNext = seq === this.seq(last) + 1 && prev === this.tag(last);
    return isNext && file === this.#cell(last, CELL.file);
  }

  /** What is kept of the distance to the first must fit. */
  #isNear({ at, line, offset }: TaggedRow): boolean {
    const first = this.place(0);
    const isLater = at >= this.time(0) && line >= first.line && offset >= first.offset;
    const isWithin = at - this.time(0) <= MOST_APART && offset - first.offset <= MOST_APART;
    return isLater && isWithin && line - first.line <= MOST_LINES_APART;
  }

  seq(nth: number): number {
    return this.#cell(nth, CELL.seq);
  }

  time(nth: number): number {
    return this.#cell(nth, CELL.time);
  }

  place(nth: number): RowPlace {
    const [file, line] = [this.#cell(nth, CELL.file), this.#cell(nth, CELL.line)];
    return { file, line, offset: this.#cell(nth, CELL.offset) };
  }

  key(nth: number): number {
    return Math.floor(this.#cell(nth, CELL.said) / FLAG_VALUES) + NO_KEY;
  }

  flags(nth: number): number {
    return this.#cell(nth, CELL.said) % FLAG_VALUES;
  }

  setFlags(nth: number, flags: number): void {
    this.#cells[nth * CELLS + CELL.said] = (this.key(nth) - NO_KEY) * FLAG_VALUES + flags;
  }

  tag(nth: number): number {
    return this.#cell(nth, CELL.tag);
  }

  prev(nth: number): number {
    return this.#cell(nth, CELL.prev);
  }

  #cell(nth: number, cell: number): number {
    return this.#cells[nth * CELLS + cell] ?? 0;
  }
}
