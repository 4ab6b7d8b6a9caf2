import type { Block, RowPlace, TaggedRow } from "./block.ts";
import { LineTags } from "./line-tag.ts";
import { LooseBlock } from "./loose-block.ts";
import { RunBlock } from "./run-block.ts";

/** One sealed line, as it is put into the table. */
export interface Row extends Omit<TaggedRow, "tag" | "prev"> {
  /** SHA-256 of the line, and the one that it names as that of the line before it; hex. */
  readonly hash: string;
  readonly prev: string;
}

/** Lines that are held together; and from how many on a run is worth a block of its own. */
const BLOCK_ROWS = 512;
const SHORTEST_RUN = 64;

/** Row numbers have 32 bits. */
const MOST_BLOCKS = 2 ** 32 / BLOCK_ROWS;

/** The lines of a unit that came last. */
interface OpenBlock {
  readonly index: number;
  readonly block: LooseBlock;
  last: { readonly hash: string; readonly tag: number };
}

/**
 * All sealed lines of the input, without their text, whatever they say and in whatever order they come: 19 bytes for a
 * line that follows the one that was read before it, 64 for any other. A unit is one log in one source.
 */
export class RowTable {
  readonly #shortestRun: number;
  readonly #tags = new LineTags();
  readonly #blocks: Block[] = [];
  /** Numbers of blocks by unit, in the order in which they were read. */
  readonly #ofUnit = new Map<number, number[]>();
  readonly #open = new Map<number, OpenBlock>();
  /** To be filled again. */
  #spare: LooseBlock | undefined;

  /** @param shortestRun How many lines at least are held as a run. */
  constructor(shortestRun = SHORTEST_RUN) {
    this.#shortestRun = shortestRun;
  }

  /** @returns the number of the row */
  add(unit: number, { hash, prev, ...numbers }: Row): number {
    const known = this.#open.get(unit);
    const tag = this.#tags.of(hash);
    const isNext = known?.last.hash === prev;
    const row = { ...numbers, tag, prev: isNext ? known.last.tag : this.#tags.of(prev) };
    const open = known === undefined || this.#isOver(known, row) ? this.#begin(unit, known) : known;
    open.last = { hash, tag };
    open.block.add(row);
    return open.index * BLOCK_ROWS + open.block.size - 1;
  }

  /** How many rows a unit has. */
  sizeOf(unit: number): number {
    const blocks = this.#ofUnit.get(unit) ?? [];
    return blocks.reduce((sum, index) => sum + this.#sizeAt(index), 0);
  }

  /** Rows of a unit in the order in which they were read. */
  *rowsOf(unit: number): Generator<number> {
    for (const index of this.#ofUnit.get(unit) ?? [])
      for (let nth = 0; nth < this.#sizeAt(index); nth += 1) yield index * BLOCK_ROWS + nth;
  }

  #sizeAt(index: number): number {
    return this.#blocks[index]?.size ?? 0;
  }

  seq(row: number): number {
    return this.#block(row).seq(row % BLOCK_ROWS);
  }

  key(row: number): number {
    return this.#block(row).key(row % BLOCK_ROWS);
  }

  at(row: number): number {
    return this.#block(row).time(row % BLOCK_ROWS);
  }

  place(row: number): RowPlace {
    return this.#block(row).place(row % BLOCK_ROWS);
  }

  is(row: number, flag: number): boolean {
    return (this.#block(row).flags(row % BLOCK_ROWS) & flag) !== 0;
  }

  mark(row: number, flag: number): void {
    const block = this.#block(row);
    block.setFlags(row % BLOCK_ROWS, block.flags(row % BLOCK_ROWS) | flag);
  }

  /** The same for lines that are the same, byte for byte. */
  tag(row: number): number {
    return this.#block(row).tag(row % BLOCK_ROWS);
  }

  /** Whether the later line has the hash of the earlier one. */
  isLinked(earlier: number, later: number): boolean {
    return this.tag(earlier) === this.#prev(later);
  }

  /** @param hash SHA-256, hex. */
  hasHash(row: number, hash: string): boolean {
    return this.tag(row) === this.#tags.of(hash);
  }

  /** Whether the line has this as the hash of the one before it. */
  hasPrev(row: number, hash: string): boolean {
    return this.#prev(row) === this.#tags.of(hash);
  }

  #prev(row: number): number {
    return this.#block(row).prev(row % BLOCK_ROWS);
  }

  #block(row: number): Block {
    const block = this.#blocks[Math.floor(row / BLOCK_ROWS)];
    if (block === undefined) throw new RangeError(`there is no row ${row}`);
    return block;
  }

  /** It is full; or this row would make of a run that is worth it none. */
  #isOver({ block }: OpenBlock, row: TaggedRow): boolean {
    if (block.size === BLOCK_ROWS) return true;
    return this.#isWorthIt(block) && !block.continuesWith(row);
  }

  #isWorthIt(block: LooseBlock): boolean {
    return block.isRun && block.size >= this.#shortestRun;
  }

  #begin(unit: number, before: OpenBlock | undefined): OpenBlock {
    if (before !== undefined) this.#close(before);
    const index = this.#blocks.length;
    if (index >= MOST_BLOCKS) throw new RangeError("more lines than can be verified at once");
    const block = this.#spare ?? new LooseBlock();
    this.#spare = undefined;
    this.#blocks.push(block);
    const indexes = this.#ofUnit.get(unit) ?? [];
    indexes.push(index);
    this.#ofUnit.set(unit, indexes);
    const open = { index, block, last: { hash: "", tag: 0 } };
    this.#open.set(unit, open);
    return open;
  }

  #close({ index, block }: OpenBlock): void {
    if (!this.#isWorthIt(block)) return;
    this.#blocks[index] = new RunBlock(block);
    block.clear();
    this.#spare = block;
  }
}
