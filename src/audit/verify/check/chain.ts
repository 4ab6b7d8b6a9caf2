import type { Collection } from "../collection.ts";
import { FLAG } from "../table/block.ts";
import type { RowTable } from "../table/row-table.ts";
import type { Unit } from "../unit.ts";
import { LineFaults } from "./line-faults.ts";

/** What the chain of a log proves. Rows are numbers in the table. */
export interface Chain {
  /** One row for each sequence number there is, ascending: of several the one that is vouched for. */
  readonly lines: Uint32Array;
  /** How many of them, from the first, end with the last one that a signature vouches for. */
  readonly sealed: number;
}

/**
 * Walks a log from its end: a signature that holds vouches for its line, and a line that is vouched for vouches for the
 * one whose hash it has. So of two lines that do not fit it is known which is the changed one.
 *
 * @param rows Of one unit, by sequence number; what is in it changes.
 */
export function checkChain(unit: Unit, rows: Uint32Array, collection: Collection): Chain {
  return new ChainWalk(rows, collection.table, new LineFaults(unit, collection)).walk();
}

/** A line of the chain, and what the walk has found. */
interface Walked {
  readonly row: number;
  readonly seq: number;
  readonly isVouchedFor: boolean;
  /** Whether something wrong with it has been told. */
  readonly isTold: boolean;
}

class ChainWalk {
  readonly #rows: Uint32Array;
  readonly #table: RowTable;
  readonly #faults: LineFaults;
  /** Filled from its end, down to `#begin`: the same memory as the rows, which the walk has read by then. */
  readonly #lines: Uint32Array;
  #begin: number;
  /** Where in `#lines` the vouched ones end. */
  #sealedEnd = 0;
  #next: Walked | undefined;
  /** First and last number of lines that nothing vouches for, though something does for later ones. */
  #unproven: readonly [number, number] | undefined;

  constructor(rows: Uint32Array, table: RowTable, faults: LineFaults) {
    this.#rows = rows;
    this.#table = table;
    this.#faults = faults;
    this.#lines = rows;
    this.#begin = rows.length;
  }

  walk(): Chain {
    for (let end = this.#rows.length; end > 0;) {
      let begin = end - 1;
      const seq = this.#seqAt(begin);
      while (begin > 0 && this.#seqAt(begin - 1) === seq) begin -= 1;
      this.#takeLine(seq, this.#distinct(this.#rows.subarray(begin, end)));
      end = begin;
    }
    this.#tellUnproven();
    const lines = this.#lines.subarray(this.#begin);
    return { lines, sealed: Math.max(0, this.#sealedEnd - this.#begin) };
  }

  #seqAt(at: number): number {
    return this.#table.seq(this.#rows[at] ?? 0);
  }

  /** The different lines with one number; what is the same again is marked. */
  #distinct(rows: Uint32Array): Uint32Array {
    if (rows.length === 1) return rows;
    const known = new Map<number, number>();
    for (const row of rows) {
      const tag = this.#table.tag(row);
      const first = known.get(tag);
      if (first === undefined) known.set(tag, row);
      else this.#faults.repeated(row, first);
    }
    return Uint32Array.from(known.values());
  }

  #takeLine(seq: number, variants: Uint32Array): void {
    const above = this.#next;
    const next = above?.seq === seq + 1 ? above : undefined;
    const row = this.#choose(variants, next);
    if (above !== undefined && next === undefined) this.#faults.missing(row, above.row);
    const isLinked = next !== undefined && this.#table.isLinked(row, next.row);
    const isVouchedFor = this.#table.is(row, FLAG.valid) || (isLinked && next.isVouchedFor);
    const isEdited = !isLinked && this.#tellBroken(row, next);
    const isTold = isEdited || this.#faults.forged(row, isVouchedFor);
    this.#tellForks(row, variants, isVouchedFor);
    this.#keep({ row, seq, isVouchedFor, isTold });
  }

  #tellForks(row: number, variants: Uint32Array, isVouchedFor: boolean): void {
    for (const other of variants) if (other !== row) this.#faults.forked(row, other, isVouchedFor);
  }

  #choose(variants: Uint32Array, next: Walked | undefined): number {
    const [first = 0] = variants;
    if (variants.length <= 1) return first;
    const linked = variants.find(
      (row) => next !== undefined && this.#table.isLinked(row, next.row),
    );
    return linked ?? variants.find((row) => this.#table.is(row, FLAG.valid)) ?? first;
  }

  /** @returns whether the earlier one is at fault */
  #tellBroken(row: number, next: Walked | undefined): boolean {
    if (next === undefined) return false;
    if (next.isVouchedFor) this.#faults.edited(row, next.row);
    else if (!next.isTold) this.#faults.unlinked(next.row, row);
    return next.isVouchedFor;
  }

  #keep(line: Walked): void {
    this.#begin -= 1;
    this.#lines[this.#begin] = line.row;
    this.#next = line;
    if (line.isVouchedFor) {
      this.#tellUnproven();
      if (this.#sealedEnd === 0) this.#sealedEnd = this.#begin + 1;
    } else if (this.#sealedEnd !== 0 && !line.isTold) {
      this.#unproven = [line.seq, this.#unproven?.[1] ?? line.seq];
    }
  }

  #tellUnproven(): void {
    if (this.#unproven !== undefined) this.#faults.unproven(this.#unproven);
    this.#unproven = undefined;
  }
}
