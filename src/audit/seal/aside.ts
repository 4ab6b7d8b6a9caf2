import { closeSync, fsyncSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { createFile, makeDirectory, writeAll } from "../disk/own-files.ts";

/** What is set aside is for whoever looks into it, and no reason to fill a disk. */
const MAX_ASIDE_BYTES = 64 * 1024 * 1024;
const MAX_ASIDE_FILES = 1000;

/** Bytes that are no record, as they were: a bounded collection of files. */
export class Aside {
  readonly #directory: string;
  #bytes = 0;
  #files = 0;

  constructor(audit: string) {
    this.#directory = join(audit, "aside");
    makeDirectory(this.#directory);
    for (const name of readdirSync(this.#directory)) {
      this.#files += 1;
      this.#bytes += statSync(join(this.#directory, name), { throwIfNoEntry: false })?.size ?? 0;
    }
  }

  /**
   * Keeps bytes under a name that says what they are; again under the same name is no other file.
   *
   * @returns whether there was room
   */
  keep(name: string, bytes: Uint8Array): boolean {
    if (this.#files >= MAX_ASIDE_FILES || this.#bytes + bytes.length > MAX_ASIDE_BYTES)
      return false;
    const descriptor = createFile(join(this.#directory, name));
    try {
      writeAll(descriptor, bytes, 0);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    this.#files += 1;
    this.#bytes += bytes.length;
    return true;
  }

  /** The same, where it must not stop anything. */
  tryKeep(name: string, bytes: Uint8Array): boolean {
    try {
      return this.keep(name, bytes);
    } catch {
      return false;
    }
  }
}
