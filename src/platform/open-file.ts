import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from "node:fs";

/** A regular file that stays open, read a piece at a time. */
export interface OpenFile {
  /** From the open descriptor: owner, mode, size. */
  readonly stats: Stats;
  /** The Latin-1 text from `start` to before `end`; shorter where the file has become so. */
  readonly read: (start: number, end: number) => string;
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
  return { stats, read: readBlocks(descriptor), close: () => closeSync(descriptor) };
}

/** Pieces are small and lie close to each other: one call for each would cost more than what it reads. */
const BLOCK_BYTES = 16 * 1024;

function readBlocks(descriptor: number): OpenFile["read"] {
  const blocks = new Map<number, string>();
  const readBlock = (number: number): string => {
    const known = blocks.get(number);
    if (known !== undefined) return known;
    const bytes = Buffer.allocUnsafeSlow(BLOCK_BYTES);
    const count = readSync(descriptor, bytes, 0, BLOCK_BYTES, number * BLOCK_BYTES);
    const text = bytes.toString("latin1", 0, count);
    blocks.set(number, text);
    return text;
  };
  return (start, end) => {
    const first = Math.floor(start / BLOCK_BYTES);
    let text = "";
    for (let number = first; number * BLOCK_BYTES < end; number += 1) text += readBlock(number);
    return text.slice(start - first * BLOCK_BYTES, end - first * BLOCK_BYTES);
  };
}
