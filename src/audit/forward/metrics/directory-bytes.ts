import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** Bytes of the files in a directory, not of those below; 0 where it cannot be read. */
export function countBytes(directory: string): number {
  try {
    return readdirSync(directory, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => sizeOf(join(directory, name)))
      .reduce((sum, size) => sum + size, 0);
  } catch {
    return 0;
  }
}

/** A file may go while it is counted. */
function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
