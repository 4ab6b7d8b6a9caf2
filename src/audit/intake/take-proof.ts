import { lstat, rmdir, unlink } from "node:fs/promises";
import { join } from "node:path";
import type { Stats } from "node:fs";

/** File systems stamp times with the clock's last tick, up to 10 ms ago. */
const TICK_MS = 20;

/** A file that a hook was to create, to show who it is. */
export interface WantedProof {
  /** Where it stands: the forwarder's own, in which anybody may create files and remove his own. */
  readonly directory: string;
  /** A name that nobody could know before. */
  readonly name: string;
  /** When it was told the hook, milliseconds since the epoch. */
  readonly since: number;
}

/**
 * The user who created the file, as the kernel has it, and removes the file. Each condition closes a way to make
 * another's file pass for one's own proof; docs/adr/0013 goes through them.
 *
 * @throws Error that says what is wrong with it.
 */
export async function takeProof({ directory, name, since }: WantedProof): Promise<number> {
  const path = join(directory, name);
  const [stats, place] = await Promise.all([lstat(path), lstat(directory)]).catch(() => {
    throw new Error("there is no proof");
  });
  await removeProof(path);
  const fault = findFault(stats, place.dev, since);
  if (fault !== undefined) throw new Error(`the proof ${fault}`);
  return stats.uid;
}

/** Whatever somebody has put there. A directory that is not empty stays: it cannot be looked into. */
export async function removeProof(path: string): Promise<void> {
  await unlink(path).catch(() => rmdir(path).catch(() => undefined));
}

function findFault(stats: Stats, device: number, since: number): string | undefined {
  if (!stats.isFile()) return "is no regular file";
  if (stats.dev !== device) return "is on another file system";
  if (stats.nlink !== 1) return "has more than one name";
  if (stats.size !== 0) return "is not empty";
  if ((stats.mode & 0o7777) !== 0) return "may be opened by somebody";
  // Moving a file and linking it leave the time when it was made; where that is not kept, its last change serves.
  const made = stats.birthtimeMs > 0 ? stats.birthtimeMs : stats.ctimeMs;
  return made < since - TICK_MS ? "was there before it was asked for" : undefined;
}
