/** Says what is wrong with sealing when it begins, and that it is over. */
export class FaultNotice {
  readonly #tell: (line: string) => void;
  #known: ReadonlySet<string> = new Set();

  constructor(tell: (line: string) => void) {
    this.#tell = tell;
  }

  get count(): number {
    return this.#known.size;
  }

  /** @param faults All that there are now. */
  note(faults: readonly string[]): void {
    const now = new Set(faults);
    for (const fault of now) {
      if (!this.#known.has(fault)) this.#tell(fault);
    }
    for (const fault of this.#known) {
      if (!now.has(fault)) this.#tell(`is over: ${fault}`);
    }
    this.#known = now;
  }
}
