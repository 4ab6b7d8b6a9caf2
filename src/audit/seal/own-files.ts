import {
  chmodSync,
  closeSync,
  constants,
  fchmodSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  writeSync,
} from "node:fs";
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

/** A new, empty file, open for writing. */
export function createFile(path: string, mode = 0o600): number {
  const { O_WRONLY, O_CREAT, O_TRUNC, O_NOFOLLOW } = constants;
  const descriptor = openSync(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, mode);
  fchmodSync(descriptor, mode);
  return descriptor;
}

/** A file with this content, there as a whole or not at all. */
export function replaceFile(path: string, content: string | Uint8Array, mode: number): void {
  const descriptor = createFile(`${path}.new`, mode);
  try {
    writeAll(descriptor, Buffer.from(content), 0);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(`${path}.new`, path);
}

/** Writes at a place until all is written, or the system says why not. */
export function writeAll(descriptor: number, bytes: Uint8Array, at: number): void {
  for (let done = 0; done < bytes.length;) {
    done += writeSync(descriptor, bytes, done, bytes.length - done, at + done);
  }
}

/** Names in a directory are only on the disk when the directory is. */
export function syncDirectory(path: string): void {
  if (process.platform === "win32") return; // it has no such thing
  const descriptor = openSync(path, constants.O_RDONLY);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
