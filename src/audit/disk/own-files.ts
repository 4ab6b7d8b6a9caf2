import { chmodSync, constants, fchmodSync, mkdirSync, openSync, writeSync } from "node:fs";
import { readErrorCode } from "../../model/error-code.ts";

// Modes are set after the making: whatever mask this process was started with, it can use what it has made. Nothing is for
// the group: every hook is in it.

/** A directory of the forwarder's own, made where there is none. */
export function makeDirectory(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    if (readErrorCode(error) === "EEXIST") return;
    throw error;
  }
  chmodSync(path, 0o700);
}

const { O_WRONLY, O_CREAT, O_TRUNC, O_NOFOLLOW } = constants;

/** Flags for an empty file to write to: what was there under its name is gone, and no link is followed. */
export const NEW_FILE = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW;

/** A new, empty file, open for writing. */
export function createFile(path: string, mode = 0o600): number {
  const descriptor = openSync(path, NEW_FILE, mode);
  fchmodSync(descriptor, mode);
  return descriptor;
}

/** Writes at a place until all is written, or the system says why not. */
export function writeAll(descriptor: number, bytes: Uint8Array, at: number): void {
  for (let done = 0; done < bytes.length;) {
    done += writeSync(descriptor, bytes, done, bytes.length - done, at + done);
  }
}
