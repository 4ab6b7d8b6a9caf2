/** What comes again sooner has not been over. */
const MEMORY_MS = 60_000;

/** Says what is wrong with sealing when it begins, and that it is over when it has been for a minute. */
export class FaultNotice {
  readonly #tell: (line: string) => void;
  /** When each was there last, by a clock that nobody sets. */
  readonly #seen = new Map<string, number>();

  constructor(tell: (line: string) => void) {
    this.#tell = tell;
  }

  /** @param faults All that there are now. */
  note(faults: readonly string[], now: number): void {
    for (const fault of faults) {
      if (!this.#seen.has(fault)) this.#tell(fault);
      this.#seen.set(fault, now);
    }
    for (const [fault, last] of this.#seen) {
      if (now - last < MEMORY_MS) continue;
      this.#seen.delete(fault);
      this.#tell(`is over: ${fault}`);
    }
  }
}
