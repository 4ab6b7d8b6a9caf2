/** Says of a sink's cursor that it cannot be kept, and that it is kept again: once each, not with every batch. */
export class CursorNotice {
  readonly #tell: (line: string) => void;
  readonly #sink: string;
  #isTold = false;

  constructor(sink: string, tell: (line: string) => void) {
    this.#sink = sink;
    this.#tell = tell;
  }

  /** @param code The system's, of why not. */
  noteFailure(code: string): void {
    if (!this.#isTold)
      this.#say(`its cursor cannot be kept (${code}): after a crash lines are sent again`);
    this.#isTold = true;
  }

  noteKept(): void {
    if (this.#isTold) this.#say("its cursor is kept again");
    this.#isTold = false;
  }

  /** It was found damaged, and has gone back. */
  noteLost(): void {
    this.#say("its cursor stands at no line of the log: lines are sent again");
  }

  #say(line: string): void {
    this.#tell(`sink ${this.#sink}: ${line}`);
  }
}
