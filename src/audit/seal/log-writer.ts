import { hash } from "node:crypto";
import {
  closeSync,
  constants,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  openSync,
  unlinkSync,
} from "node:fs";
import { join } from "node:path";
import { listLogFiles } from "./log-file.ts";
import { createFile, writeAll } from "../disk/own-files.ts";
import { syncDirectorySync } from "../disk/sync-directory.ts";

/** So much is gathered for one write. */
const BUFFER_BYTES = 4 * 1024 * 1024;

const NEWLINE = 0x0a;

/** A place between two lines of a log. */
interface LogPlace {
  /** Name of a file of the log. */
  readonly file: string;
  readonly offset: number;
}

/** Writes whole lines behind a place of a log's files, and nothing else there ever does. */
export class LogWriter {
  readonly #directory: string;
  readonly #buffer = Buffer.allocUnsafeSlow(BUFFER_BYTES);
  #filled = 0;
  #descriptor = -1;
  #file = "";
  /** Bytes of the file that are written. */
  #written = 0;

  /** @param at Where the next line goes; what stands behind it is cut off. */
  constructor(directory: string, at: LogPlace) {
    this.#directory = directory;
    this.goBack(at);
  }

  /** Bytes of the file with what is still to be written. */
  get offset(): number {
    return this.#written + this.#filled;
  }

  get file(): string {
    return this.#file;
  }

  /**
   * A line of two parts, and a newline.
   *
   * @returns the hash of the line
   */
  add(start: Uint8Array, end: string): string {
    const length = start.length + end.length; // the end is ASCII
    if (this.#filled + length >= BUFFER_BYTES) this.flush();
    this.#buffer.set(start, this.#filled);
    this.#buffer.write(end, this.#filled + start.length, "latin1");
    const line = this.#buffer.subarray(this.#filled, this.#filled + length);
    this.#buffer[this.#filled + length] = NEWLINE;
    this.#filled += length + 1;
    return hash("sha256", line, "hex");
  }

  /** @throws Error also when the file is not what was written: deleted, cut, or written by somebody else */
  flush(): void {
    if (this.#filled === 0) return;
    this.#assertOurs();
    writeAll(this.#descriptor, this.#buffer.subarray(0, this.#filled), this.#written);
    this.#written += this.#filled;
    this.#filled = 0;
  }

  /** Everything that was added is on the disk after it. */
  sync(): void {
    this.flush();
    fdatasyncSync(this.#descriptor);
  }

  /** Goes on in a new file. */
  startFile(name: string): void {
    this.sync();
    const descriptor = createFile(join(this.#directory, name));
    closeSync(this.#descriptor);
    this.#take(descriptor, { file: name, offset: 0 });
    syncDirectorySync(this.#directory);
  }

  /** Cuts off what was added behind a place, written or not, also files begun since. */
  goBack(at: LogPlace): void {
    this.close();
    for (const name of listLogFiles(this.#directory)) {
      if (name > at.file) unlinkSync(join(this.#directory, name));
    }
    const descriptor = openSync(
      join(this.#directory, at.file),
      constants.O_WRONLY | constants.O_NOFOLLOW,
    );
    this.#take(descriptor, at);
    if (fstatSync(descriptor).size < at.offset)
      throw new Error(`${at.file} is shorter than it was: somebody has cut it`);
    ftruncateSync(descriptor, at.offset);
  }

  close(): void {
    if (this.#descriptor !== -1) closeSync(this.#descriptor);
    this.#descriptor = -1;
    this.#filled = 0;
  }

  #assertOurs(): void {
    const { size, nlink } = fstatSync(this.#descriptor);
    if (nlink === 0) throw new Error(`${this.#file} was deleted`);
    if (size !== this.#written) throw new Error(`somebody else has written to ${this.#file}`);
  }

  #take(descriptor: number, { file, offset }: LogPlace): void {
    this.#descriptor = descriptor;
    this.#file = file;
    this.#written = offset;
    this.#filled = 0;
  }
}
