import { basename, join } from "node:path";
import { listLogFiles, readFirstSeq } from "../seal/log-file.ts";
import { type KnownLog, listLogs } from "./list-logs.ts";
import type { LogPosition, LogReader, Most, Stretch } from "./log-position.ts";
import { type Gap, readLogFile } from "./read-log-file.ts";

/** Where the lines that are on the disk end. */
export interface Head {
  /** Which log is written; empty where it is not known. */
  readonly log: string;
  readonly file: string;
  readonly offset: number;
}

/**
 * The sealed log and those before it, in batches.
 *
 * @param audit The forwarder's directory, absolute.
 * @param head Of the log that is written: what stands behind it may be taken back.
 * @param onGap Told, each time it is come past, of what is no line; `directory` is the log's name in `audit`.
 */
export function openLogReader(
  audit: string,
  head: () => Head,
  onGap: (directory: string, gap: Gap) => void = () => {},
): LogReader {
  /** Logs that were left do not change while a forwarder runs. */
  let logs: readonly KnownLog[] = [];
  const known = (): readonly KnownLog[] => {
    const current = head().log;
    const last = logs.at(-1);
    // The log that is written may not have had its first line, or its directory, when they were listed.
    const isStale = last === undefined || (last.id !== current && current !== "");
    if (isStale) logs = listLogs(audit, current);
    return logs;
  };

  const read = async (from: LogPosition, most: Most): Promise<Stretch> => {
    const at = known().findIndex(({ id }) => id === from.log);
    const log = known()[at];
    // A cursor of a log that is gone: everything kept is sent.
    if (log === undefined) return restart(known()[0], from, most);
    const end = log.isCurrent ? head() : undefined;
    const range = {
      path: join(log.directory, from.file),
      from,
      end: end?.file === from.file ? end.offset : undefined,
      onGap: (gap: Gap) => onGap(basename(log.directory), gap),
    };
    const found = await readLogFile(range, most);
    if (found.lines.length > 0 || from.file === end?.file) return found;
    const later = listLogFiles(log.directory).find((name) => name > from.file);
    const next = later === undefined ? known()[at + 1]?.start : toStart(from.log, later);
    return next === undefined ? found : read(next, most);
  };
  const restart = (oldest: KnownLog | undefined, from: LogPosition, most: Most) =>
    oldest === undefined ? { lines: [], next: from } : read(oldest.start, most);
  const rank = (position: LogPosition): number =>
    known().findIndex(({ id }) => id === position.log);
  const compare = (a: LogPosition, b: LogPosition): number => rank(a) - rank(b) || a.seq - b.seq;
  const hasPassed = (position: LogPosition, place: LogPosition): boolean =>
    rank(place) >= 0 && compare(position, place) >= 0;
  return { first: () => known()[0]?.start, read, compare, hasPassed };
}

function toStart(log: string, file: string): LogPosition | undefined {
  const seq = readFirstSeq(file);
  return seq === undefined ? undefined : { log, seq, file, offset: 0 };
}
