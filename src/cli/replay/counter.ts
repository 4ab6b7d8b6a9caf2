/** More different rows than this are counted together: the events of months need not fit into memory. */
const MAX_ROWS = 10_000;

export interface CountedRow {
  readonly words: readonly string[];
  readonly count: number;
}

/** How often each row of words came, in bounded memory. */
export class Counter {
  readonly #counts = new Map<string, { readonly words: readonly string[]; count: number }>();
  #others = 0;

  add(words: readonly string[]): void {
    const key = words.join("\n");
    const known = this.#counts.get(key);
    if (known !== undefined) known.count += 1;
    else if (this.#counts.size < MAX_ROWS) this.#counts.set(key, { words, count: 1 });
    else this.#others += 1;
  }

  /** The most frequent first. */
  rows(): readonly CountedRow[] {
    return [...this.#counts]
      .toSorted(([a, one], [b, two]) => two.count - one.count || (a < b ? -1 : 1))
      .map(([, row]) => row);
  }

  /** How many came that have no row of their own. */
  get others(): number {
    return this.#others;
  }
}
