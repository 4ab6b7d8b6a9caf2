import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { LineSplitter } from "../../../audit/verify/source/split-lines.ts";

const CHUNK_BYTES = 256 * 1024;
const POLL_MS = 200;

/** What to follow, and how. */
export interface Following {
  /** The files of the log as they are now, in order. */
  readonly list: () => readonly string[];
  /** Takes a line without its newline. */
  readonly take: (line: Uint8Array) => void;
  /** Ends it. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Goes on with the lines that are appended to a log, over the change to a next file, until it is told to end.
 *
 * @param from Where to begin: bytes of the last file there is now.
 */
export async function follow(from: number, following: Following): Promise<void> {
  const { list, signal } = following;
  let reader = openReader(list().at(-1), from, following);
  try {
    while (!isEnded(signal)) {
      // The next file is there before this one is looked at for the last time.
      const next = list().find((file) => reader === undefined || file > reader.file);
      if (reader?.readOn() === true) continue;
      if (next === undefined) await wait(POLL_MS);
      else {
        reader?.close();
        reader = openReader(next, 0, following);
      }
    }
  } finally {
    reader?.close();
  }
}

function isEnded(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

interface Reader {
  readonly file: string;
  /** @returns whether there was anything */
  readonly readOn: () => boolean;
  readonly close: () => void;
}

function openReader(file: string | undefined, from: number, following: Following) {
  return file === undefined ? undefined : new FileReader(file, from, following);
}

class FileReader implements Reader {
  readonly file: string;
  readonly #descriptor: number;
  readonly #lines: LineSplitter;
  readonly #chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  #position: number;

  constructor(file: string, from: number, { take }: Following) {
    this.file = file;
    this.#descriptor = openSync(file, "r");
    this.#position = from;
    this.#lines = new LineSplitter(({ bytes, length }) => {
      if (length > 0 && length === bytes.length) take(bytes);
    });
  }

  readOn(): boolean {
    // A file that was cut is followed from its new end.
    this.#position = Math.min(this.#position, fstatSync(this.#descriptor).size);
    const read = readSync(this.#descriptor, this.#chunk, 0, CHUNK_BYTES, this.#position);
    this.#position += read;
    if (read > 0) this.#lines.take(this.#chunk.subarray(0, read));
    return read > 0;
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}
