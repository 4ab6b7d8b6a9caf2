import path from "node:path";
import { readFirstSeq } from "../../seal/log-file.ts";
import type { Collection } from "../collection.ts";
import type { Source } from "./list-sources.ts";
import { readInput } from "./read-input.ts";
import type { InputLine } from "./split-lines.ts";

/**
 * Takes every line of a source's files into the collection, and tells what is wrong with the files.
 *
 * @param isLive A forwarder may be writing to its log meanwhile.
 */
export async function readSource(
  source: Source,
  collection: Collection,
  isLive: boolean,
): Promise<void> {
  for (const file of source.files) {
    collection.beginFile(file);
    const reader = new FileReader(file, source, collection);
    const isWritten = isLive && source.kind === "log";
    const fault = await readInput(file, (line) => reader.take(line), isWritten);
    if (fault !== undefined) reader.tellUnreadable(fault);
    else reader.tellEnd();
  }
}

class FileReader {
  readonly #file: string;
  readonly #source: Source;
  readonly #all: Collection;
  #last: InputLine | undefined;

  constructor(file: string, source: Source, collection: Collection) {
    this.#file = file;
    this.#source = source;
    this.#all = collection;
  }

  take(line: InputLine): void {
    const place = this.#all.take(line, this.#source);
    if (this.#last === undefined && place !== undefined) this.#checkName(place);
    this.#last = line;
    if (line.ended || place === undefined || this.#source.kind !== "log") return;
    const message = "no newline ends the last line: it was cut off, or is being written";
    const { seq, log } = place;
    const at = { file: this.#file, line: line.number, offset: line.offset };
    this.#all.faults.add({ kind: "truncated", log, at, seqs: [seq, seq], message });
  }

  tellUnreadable(message: string): void {
    const line = (this.#last?.number ?? 0) + 1;
    const offset = this.#last === undefined ? 0 : this.#last.offset + this.#last.length + 1;
    const at = { file: this.#file, line, offset };
    this.#all.faults.add({ kind: "unreadable", at, message });
  }

  /** A forwarder begins a file with its first line. */
  tellEnd(): void {
    if (this.#last !== undefined || this.#source.kind !== "log") return;
    const at = { file: this.#file, line: 1, offset: 0 };
    this.#all.faults.add({ kind: "truncated", at, message: "the file is empty" });
  }

  #checkName({ seq, log }: { readonly seq: number; readonly log: string }): void {
    const named = this.#source.kind === "log" ? readFirstSeq(path.basename(this.#file)) : undefined;
    if (named === undefined || named === seq) return;
    const at = { file: this.#file, line: 1, offset: 0 };
    const message = `the file is named after line ${named}, and begins with another`;
    this.#all.faults.add({ kind: "misplaced", log, at, seqs: [seq, seq], message });
  }
}
