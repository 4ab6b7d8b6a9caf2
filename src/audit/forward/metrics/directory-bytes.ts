import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { listOldLogs, toOldLogName } from "../../seal/log-file.ts";

/** Of the log that is written, and of those that were left. */
export function listLogDirectories(audit: string): readonly string[] {
  try {
    return ["log", ...listOldLogs(audit).map(toOldLogName)].map((name) => join(audit, name));
  } catch {
    return [];
  }
}

/** Bytes of the files in directories, not of those below; 0 of one that cannot be read. */
export function countBytes(directories: readonly string[]): number {
  return directories.map(countIn).reduce((sum, bytes) => sum + bytes, 0);
}

function countIn(directory: string): number {
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
