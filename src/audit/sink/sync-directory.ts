import { open } from "node:fs/promises";

/** Puts on the disk which files a directory has; Windows does so itself. */
export async function syncDirectory(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
