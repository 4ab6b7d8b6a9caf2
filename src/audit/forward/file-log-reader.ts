import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { readErrorCode } from "../../model/error-code.ts";
import { listLogFiles, readFirstSeq } from "../seal/log-file.ts";
import type { SealedLine } from "../sink/sink.ts";
import { type KnownLog, listLogs } from "./list-logs.ts";
import type { LogPosition, LogReader, Most, Stretch } from "./log-position.ts";

const NEWLINE = 0x0a;

/** Longer than any line: where so much has no newline, it is no log. */
const MOST_LINE_BYTES = 4 * 1024 * 1024;

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
 */
export function openLogReader(audit: string, head: () => Head): LogReader {
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
    const found = await readFile({ log, from, end }, most);
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

interface Place {
  readonly log: KnownLog;
  readonly from: LogPosition;
  readonly end: Head | undefined;
}

async function readFile({ log, from, end }: Place, most: Most): Promise<Stretch> {
  const handle = await openLogFile(join(log.directory, from.file));
  if (handle === undefined) return { lines: [], next: from };
  try {
    const size = end?.file === from.file ? end.offset : (await handle.stat()).size;
    const left = size - from.offset;
    if (left <= 0) return { lines: [], next: from };
    const some = await readAt(handle, from.offset, Math.min(left, most.bytes));
    const cut = cutLines(some, from, most);
    if (cut.lines.length > 0 || left <= most.bytes) return cut;
    // One line that is longer than a batch goes alone.
    const more = await readAt(handle, from.offset, Math.min(left, MOST_LINE_BYTES));
    return cutLines(more, from, { lines: 1, bytes: MOST_LINE_BYTES });
  } finally {
    await handle.close();
  }
}

/** `undefined` for a file that is gone: its lines were forgotten. */
async function openLogFile(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, "r");
  } catch (error) {
    if (readErrorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

async function readAt(handle: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafeSlow(length);
  const { bytesRead } = await handle.read(bytes, 0, length, offset);
  return bytes.subarray(0, bytesRead);
}

function cutLines(bytes: Uint8Array, from: LogPosition, most: Most): Stretch {
  const lines: SealedLine[] = [];
  let start = 0;
  while (lines.length < most.lines) {
    const newline = bytes.indexOf(NEWLINE, start);
    if (newline < 0) break;
    lines.push({ seq: from.seq + lines.length, bytes: bytes.subarray(start, newline) });
    start = newline + 1;
  }
  const next = { ...from, seq: from.seq + lines.length, offset: from.offset + start };
  return { lines, next };
}
