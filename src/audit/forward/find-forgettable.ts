import { join } from "node:path";
import { listLogFiles, readFirstSeq } from "../seal/log-file.ts";
import { listLogs, readFirstPlace } from "./list-logs.ts";

const DAY_MS = 86_400_000;

export interface Keeping {
  /** Of the files of the log that is written. */
  readonly directory: string;
  readonly keepDays: number;
  readonly now: number;
  /** Id of the log that is written. */
  readonly current: string;
  /** Whether every sink has all lines of that log that come before. */
  readonly hasArrived: (seq: number, log: string) => boolean;
}

/**
 * Before which line the log may be forgotten: whole files that every sink has, and in which nothing is younger than the days
 * that are kept; `undefined` where there are none. The file that is written always stays.
 */
export function findForgettable(keeping: Keeping): number | undefined {
  const { directory, keepDays, now, current, hasArrived } = keeping;
  let before: number | undefined;
  for (const next of listLogFiles(directory).slice(1)) {
    const seq = readFirstSeq(next);
    // The first line of a file is sealed after all of the file before it.
    const seal = readFirstPlace(join(directory, next));
    if (seq === undefined || seal === undefined || now - seal.at < keepDays * DAY_MS) break;
    if (!hasArrived(seq, current)) break;
    before = seq;
  }
  return before;
}

/** Ids of damaged logs that stand beside the present one, as long as what came after them is as old and has arrived. */
export function findForgettableLogs(
  audit: string,
  { keepDays, now, current, hasArrived }: Omit<Keeping, "directory">,
): readonly string[] {
  const logs = listLogs(audit, current);
  return logs.flatMap(({ id, isCurrent }, index) => {
    const next = logs[index + 1];
    if (isCurrent || next === undefined || now - next.since < keepDays * DAY_MS) return [];
    return hasArrived(next.start.seq, next.id) ? id : [];
  });
}
