import { closeSync, fsyncSync, renameSync } from "node:fs";
import { open, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { createFile, NEW_FILE, writeAll } from "./own-files.ts";
import { syncDirectory, syncDirectorySync } from "./sync-directory.ts";

/** How a file is put in the place of another. */
export interface Replacing {
  readonly mode: number;
  /** Whether it is to be on the disk: else a crash of the machine may leave none, or an empty one. */
  readonly sync: boolean;
}

/**
 * Puts a file in the place of another, or of none, in one step: readers see the one or the other as a whole.
 *
 * @throws Error of the file system; the old one is then still there, unless only the sync of its directory has failed
 */
export async function replaceFile(
  path: string,
  text: string,
  { mode, sync }: Replacing,
): Promise<void> {
  const unfinished = toUnfinished(path);
  const handle = await open(unfinished, NEW_FILE, mode);
  try {
    await handle.chmod(mode);
    await handle.writeFile(text);
    if (sync) await handle.datasync();
  } finally {
    await handle.close();
  }
  await rename(unfinished, path);
  if (sync) await syncDirectory(dirname(path));
}

/** The same for the sealer, whose rounds nothing may come between; always on the disk. */
export function replaceFileSync(path: string, text: string, mode: number): void {
  const unfinished = toUnfinished(path);
  const descriptor = createFile(unfinished, mode);
  try {
    writeAll(descriptor, Buffer.from(text), 0);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(unfinished, path);
  syncDirectorySync(dirname(path));
}

function toUnfinished(path: string): string {
  return `${path}.new`;
}
