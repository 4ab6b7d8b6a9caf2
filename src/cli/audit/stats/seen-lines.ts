const PAGE_BITS = 4096;

/** Which lines of which logs have been seen: a bit each, so that what arrives twice is counted once. */
export class SeenLines {
  readonly #pages = new Map<string, Uint8Array>();

  /** @returns whether the line is new */
  add(log: string, seq: number): boolean {
    const name = `${log} ${Math.floor(seq / PAGE_BITS)}`;
    let page = this.#pages.get(name);
    if (page === undefined) this.#pages.set(name, (page = new Uint8Array(PAGE_BITS / 8)));
    const at = Math.floor((seq % PAGE_BITS) / 8);
    const bit = 1 << (seq % 8);
    const bits = page[at] ?? 0;
    page[at] = bits | bit;
    return (bits & bit) === 0;
  }
}
