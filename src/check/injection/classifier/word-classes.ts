/**
 * Which class a word is of: `send`, `forward` and `upload` are of one, so that an order in words that no training text had is
 * seen by the classes in it. A hash table as it lies in the model's file, so that nothing is built when it is read: a
 * power of two of unsigned 32-bit numbers, little end first. An entry is the upper 24 bits of a word's number
 * ({@link hashToken}) and its class, 1 to 255; 0 is a free place. A word stands at its number modulo the size, or at
 * the next place after it that was free.
 */
export class WordClasses {
  readonly #table: Uint32Array;

  /** @throws RangeError when the size is no power of two of numbers, or every place is taken. */
  constructor(table: Uint32Array) {
    const { length } = table;
    if (length === 0 || (length & (length - 1)) !== 0 || !table.includes(0)) {
      throw new RangeError("the table of word classes has no free place, or an odd size");
    }
    this.#table = table;
  }

  /** @param hash the word's number. @returns 0 for a word of no class. */
  classOf(hash: number): number {
    const last = this.#table.length - 1;
    for (let at = hash & last; ; at = (at + 1) & last) {
      const entry = this.#table[at] ?? 0;
      if (entry === 0) return 0;
      if ((entry ^ hash) >>> 8 === 0) return entry & 0xff;
    }
  }
}

/** The table of a model. @throws RangeError when it is none. */
export function readWordClasses(base64: string): WordClasses {
  const bytes = Uint8Array.from(Buffer.from(base64, "base64"));
  return new WordClasses(new Uint32Array(bytes.buffer));
}

/** Lays a table out. @param classes the class of each word, by its number. */
export function layWordClasses(classes: ReadonlyMap<number, number>): Uint32Array {
  let size = 2;
  while (size < 1.25 * classes.size + 1) size *= 2;
  const table = new Uint32Array(size);
  for (const [hash, number] of classes) {
    let at = hash & (size - 1);
    while (table[at] !== 0) at = (at + 1) & (size - 1);
    table[at] = (hash & ~0xff) | number;
  }
  return table;
}
