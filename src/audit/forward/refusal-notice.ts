/** A collector may refuse some of each batch: that is one message a minute. */
const QUIET_MS = 60_000;

/** Says how many lines a sink has refused for good since that was said last. */
export class RefusalNotice {
  readonly #tell: (line: string) => void;
  readonly #sink: string;
  #lines = 0;
  #toldAt = -Infinity;

  constructor(sink: string, tell: (line: string) => void) {
    this.#sink = sink;
    this.#tell = tell;
  }

  note({ lines, reason }: { readonly lines: number; readonly reason: string }, now: number): void {
    this.#lines += lines;
    if (now - this.#toldAt < QUIET_MS) return;
    this.#tell(`sink ${this.#sink}: ${this.#lines} lines refused for good: ${reason}`);
    this.#lines = 0;
    this.#toldAt = now;
  }
}
