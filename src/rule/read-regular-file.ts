import fs from "node:fs";

/** A file as it was when it was read. */
export interface RegularFile {
  readonly text: string;
  /** Modification time, milliseconds since the epoch. */
  readonly mtimeMs: number;
}

/**
 * The text of a file that must be regular and not larger than a bound. Opened without blocking, so
 * that a FIFO in its place cannot hold the caller.
 *
 * @throws Error of the file system, or one without a code when the file is not what it must be.
 */
export function readRegularFile(file: string, maxBytes: number): RegularFile {
  const flags = fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0);
  const fd = fs.openSync(file, flags);
  try {
    const stat = fs.fstatSync(fd);
    if (!stat.isFile()) throw new Error("not a regular file");
    if (stat.size > maxBytes) throw new Error(`larger than ${maxBytes} bytes`);
    return { text: fs.readFileSync(fd, "utf8"), mtimeMs: stat.mtimeMs };
  } finally {
    fs.closeSync(fd);
  }
}
