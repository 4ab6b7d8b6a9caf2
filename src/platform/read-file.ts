import { closeSync, constants, fstatSync, openSync, readSync, statSync, type Stats } from "node:fs";
import { readErrorCode } from "../model/error-code.ts";

/** The start of a regular file. */
export interface FileBytes {
  readonly bytes: Uint8Array;
  /** False when the file is longer than the bound. */
  readonly complete: boolean;
  /** From the open descriptor: owner, mode, size. */
  readonly stats: Stats;
}

/** Why a file was not read; `other` comes with the system's error code. */
export interface Unreadable {
  readonly reason: "missing" | "denied" | "not-regular" | "other";
  readonly code: string;
}

/** A path of the user's may name anything: opening must not wait, nor make the file our terminal. */
const OPEN_FLAGS = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY;

const CHUNK_BYTES = 64 * 1024;

/**
 * Reads at most `maxBytes` from a regular file and never blocks: a pipe, a device, a socket or a
 * directory is `not-regular`, a longer file comes back incomplete. Symbolic links are followed.
 */
export function readRegularFile(path: string, maxBytes: number): FileBytes | Unreadable {
  try {
    // Opening a pipe or a device has effects of its own, so it is not opened at all; what was put
    // in its place since is caught by the second look, at the descriptor.
    if (!statSync(path).isFile()) return { reason: "not-regular", code: "" };
    return readOpened(openSync(path, OPEN_FLAGS), maxBytes);
  } catch (error) {
    const code = readErrorCode(error);
    return { reason: toReason(code), code };
  }
}

/** Whether the result of `readRegularFile` is bytes. */
export function isFileBytes(result: FileBytes | Unreadable): result is FileBytes {
  return "bytes" in result;
}

function readOpened(descriptor: number, maxBytes: number): FileBytes | Unreadable {
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) return { reason: "not-regular", code: "" };
    return { ...readUpTo(descriptor, maxBytes), stats };
  } finally {
    closeSync(descriptor);
  }
}

/** Reads until the end, not until the size: files under /proc say that they are empty. */
function readUpTo(descriptor: number, maxBytes: number): Pick<FileBytes, "bytes" | "complete"> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for (;;) {
    // One byte more than the bound tells a file of exactly that length from a longer one.
    const chunk = new Uint8Array(Math.min(CHUNK_BYTES, maxBytes + 1 - total));
    const count = readSync(descriptor, chunk, 0, chunk.length, null);
    chunks.push(chunk.subarray(0, count));
    total += count;
    if (count > 0 && total <= maxBytes) continue;
    const bytes = Buffer.concat(chunks, Math.min(total, maxBytes));
    return { bytes, complete: total <= maxBytes };
  }
}

function toReason(code: string): Unreadable["reason"] {
  if (code === "ENOENT" || code === "ENOTDIR") return "missing";
  if (code === "EACCES" || code === "EPERM") return "denied";
  // A socket cannot be opened, and a path through too many links leads nowhere.
  return code === "ENXIO" || code === "EISDIR" ? "not-regular" : "other";
}
