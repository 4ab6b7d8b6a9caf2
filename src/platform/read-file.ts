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

/** Room for a file that says it is empty. */
const MIN_BYTES = 4096;

/**
 * Reads at most `maxBytes` from a regular file and never blocks: a pipe, a device, a socket or a
 * directory is `not-regular`, a longer file comes back incomplete. Symbolic links are followed.
 */
export function readRegularFile(path: string, maxBytes: number): FileBytes | Unreadable {
  try {
    // Opening a pipe or a device has effects of its own, so it is not opened at all; what was put
    // in its place since is caught by the second look, at the descriptor.
    // A missing file, the most frequent answer, throws nothing: that would cost more than the question.
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) return { reason: "missing", code: "ENOENT" };
    if (!found.isFile()) return { reason: "not-regular", code: "" };
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
    return { ...readUpTo(descriptor, stats.size, maxBytes), stats };
  } finally {
    closeSync(descriptor);
  }
}

/** Reads until the end, not until the size: files under /proc say that they are empty. */
function readUpTo(
  descriptor: number,
  size: number,
  maxBytes: number,
): Pick<FileBytes, "bytes" | "complete"> {
  // One byte more than the bound tells a file of exactly that length from a longer one; one byte
  // more than the size lets the last read find the end.
  let buffer = Buffer.allocUnsafeSlow(Math.min(Math.max(size, MIN_BYTES), maxBytes) + 1);
  let total = 0;
  for (;;) {
    const count = readSync(descriptor, buffer, total, buffer.length - total, null);
    total += count;
    if (count === 0 || total > maxBytes)
      return { bytes: buffer.subarray(0, Math.min(total, maxBytes)), complete: total <= maxBytes };
    if (total === buffer.length) buffer = grow(buffer, maxBytes + 1);
  }
}

/** The file has grown meanwhile, or did not tell its size. */
function grow(buffer: Uint8Array, maxLength: number): Buffer<ArrayBuffer> {
  const larger = Buffer.allocUnsafeSlow(Math.min(buffer.length * 2, maxLength));
  larger.set(buffer);
  return larger;
}

function toReason(code: string): Unreadable["reason"] {
  if (code === "ENOENT" || code === "ENOTDIR") return "missing";
  if (code === "EACCES" || code === "EPERM") return "denied";
  // A socket cannot be opened, and a path through too many links leads nowhere.
  return code === "ENXIO" || code === "EISDIR" ? "not-regular" : "other";
}
