import { closeSync, constants, existsSync, lstatSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import type { TaintFiles } from "../audit/taint/taint-log.ts";
import { type FileOwner, openOwnFile } from "./open-own-file.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** As many days back are looked for files to remove: longer is a machine that was off, and leaves a few kilobytes. */
const MAX_OLD_DAYS = 31;

/**
 * Opens what was noted of the user's sessions today and yesterday, creating today's file. A file a day, so that none
 * is ever emptied or renamed while another process appends: what is older than yesterday is never read again.
 *
 * @param now Milliseconds since the epoch.
 * @throws Error whose message says what is wrong with a file
 */
export function openTaintFiles(directory: string, owner: FileOwner, now: number): TaintFiles {
  const pathOf = (day: number): string => join(directory, `${owner.uid}-${day}.taint`);
  const day = Math.floor(now / DAY_MS);
  const path = pathOf(day);
  if (!existsSync(path)) removeOld(pathOf, day);
  const today = openOwnFile(path, constants.O_RDWR, owner).descriptor;
  try {
    return { today, yesterday: openIfFilled(pathOf(day - 1), owner) };
  } catch (error) {
    closeSync(today);
    throw error;
  }
}

/** Most days nothing was noted: such a file need not be opened. */
function openIfFilled(path: string, owner: FileOwner): number | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined || (stats.isFile() && stats.size === 0)) return undefined;
  return openOwnFile(path, constants.O_RDWR, owner).descriptor;
}

/** Once a day. By name: the directory can be searched, but not listed. */
function removeOld(pathOf: (day: number) => string, day: number): void {
  for (let old = day - 2; old > day - MAX_OLD_DAYS; old -= 1) {
    try {
      if (existsSync(pathOf(old))) unlinkSync(pathOf(old));
    } catch {
      // It is read no more either way.
    }
  }
}
