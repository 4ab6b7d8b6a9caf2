import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from "node:fs";

/** A regular file that stays open, read a piece at a time. */
export interface OpenFile {
  /** From the open descriptor: owner, mode, size. */
  readonly stats: Stats;
  /** The bytes from `start` to before `end`; fewer where the file has become shorter. */
  readonly read: (start: number, end: number) => Buffer;
  readonly close: () => void;
}

/**
 * Opens a file of root's to read only what is asked for. What replaces it meanwhile is another file; this one is
 * read as it was.
 *
 * @returns `undefined` for what is there and is no regular file
 * @throws Error of the file system
 */
export function openFile(path: string): OpenFile | undefined {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
  const stats = fstatSync(descriptor);
  if (!stats.isFile()) {
    closeSync(descriptor);
    return undefined;
  }
  return {
    stats,
    read: (start, end) => {
      const bytes = Buffer.allocUnsafeSlow(end - start);
      const count = readSync(descriptor, bytes, 0, bytes.length, start);
      return bytes.subarray(0, count);
    },
    close: () => closeSync(descriptor),
  };
}
