import type { Gap } from "./read-log-file.ts";

/** Says of each stretch of the log that is no line where it is, once, however many queues come past it. */
export class GapNotice {
  readonly #tell: (line: string) => void;
  readonly #told = new Set<string>();
  #bytes = 0;

  constructor(tell: (line: string) => void) {
    this.#tell = tell;
  }

  /** All of them together. */
  get bytes(): number {
    return this.#bytes;
  }

  /** @param directory Of the log, as it is called beside the others. */
  note(directory: string, { file, offset, bytes }: Gap): void {
    const place = `${directory}/${file} at byte ${offset}`;
    if (this.#told.has(place)) return;
    this.#told.add(place);
    this.#bytes += bytes;
    this.#tell(`the log is damaged: ${place}: ${bytes} bytes are no line and cannot be shipped`);
  }
}
