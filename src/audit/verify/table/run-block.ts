import { NO_KEY } from "../trust/key-finder.ts";
import { type Block, FLAG, type RowPlace } from "./block.ts";
import type { LooseBlock } from "./loose-block.ts";

const ROW_BYTES = 19;

/**
 * Lines each of which follows the one before it, in one file: of each is kept what the others do not say, 19 bytes. That
 * cannot be less than a few: of any line that comes later it must be told whether it is the same as one of these, and
 * where that one stands.
 */
export class RunBlock implements Block {
  readonly size: number;
  readonly #seq: number;
  readonly #time: number;
  readonly #place: RowPlace;
  readonly #key: number;
  readonly #prev: number;
  readonly #tags: Float64Array;
  /** These three of each line from the first. */
  readonly #times: Uint32Array;
  readonly #offsets: Uint32Array;
  readonly #lines: Uint16Array;
  readonly #flags: Uint8Array;

  /** @param rows That are a run. */
  constructor(rows: LooseBlock) {
    const size = (this.size = rows.size);
    this.#seq = rows.seq(0);
    this.#time = rows.time(0);
    this.#place = rows.place(0);
    this.#key = rows.runKey;
    this.#prev = rows.prev(0);
    const bytes = new ArrayBuffer(size * ROW_BYTES);
    this.#tags = new Float64Array(bytes, 0, size);
    this.#times = new Uint32Array(bytes, size * 8, size);
    this.#offsets = new Uint32Array(bytes, size * 12, size);
    this.#lines = new Uint16Array(bytes, size * 16, size);
    this.#flags = new Uint8Array(bytes, size * 18, size);
    for (let nth = 0; nth < size; nth += 1) this.#set(nth, rows);
  }

  #set(nth: number, rows: LooseBlock): void {
    const { line, offset } = rows.place(nth);
    this.#tags[nth] = rows.tag(nth);
    this.#times[nth] = rows.time(nth) - this.#time;
    this.#offsets[nth] = offset - this.#place.offset;
    this.#lines[nth] = line - this.#place.line;
    this.#flags[nth] = rows.flags(nth);
  }

  seq(nth: number): number {
    return this.#seq + nth;
  }

  time(nth: number): number {
    return this.#time + (this.#times[nth] ?? 0);
  }

  place(nth: number): RowPlace {
    const { file, line, offset } = this.#place;
    return {
      file,
      line: line + (this.#lines[nth] ?? 0),
      offset: offset + (this.#offsets[nth] ?? 0),
    };
  }

  key(nth: number): number {
    return (this.flags(nth) & FLAG.signed) === 0 ? NO_KEY : this.#key;
  }

  flags(nth: number): number {
    return this.#flags[nth] ?? 0;
  }

  setFlags(nth: number, flags: number): void {
    this.#flags[nth] = flags;
  }

  tag(nth: number): number {
    return this.#tags[nth] ?? 0;
  }

  prev(nth: number): number {
    return nth === 0 ? this.#prev : this.tag(nth - 1);
  }
}
