import { basename, join } from "node:path";
import { listLogFiles, readFirstSeq } from "../seal/log-file.ts";
import { type KnownLog, listLogs } from "./list-logs.ts";
import type { LogPosition, LogReader, Most, Stretch } from "./log-position.ts";
import { type Gap, readLogFile } from "./read-log-file.ts";
import { settlePosition } from "./settle-position.ts";

/** Where the lines that are on the disk end. */
export interface Head {
  /** Which log is written; empty where it is not known. */
  readonly log: string;
  readonly file: string;
  readonly offset: number;
}

/** Told, each time it is come past, of what is no line; `directory` is the log's name in the forwarder's. */
type OnGap = (directory: string, gap: Gap) => void;

/**
 * The sealed log and those before it, in batches.
 *
 * @param audit The forwarder's directory, absolute.
 * @param head Of the log that is written: what stands behind it may be taken back.
 */
export function openLogReader(audit: string, head: () => Head, onGap: OnGap = () => {}): LogReader {
  return new FileLogReader(audit, head, onGap);
}

class FileLogReader implements LogReader {
  readonly #audit: string;
  readonly #head: () => Head;
  readonly #onGap: OnGap;
  /** Those that were left do not change while a forwarder runs. */
  #logs: readonly KnownLog[] = [];

  constructor(audit: string, head: () => Head, onGap: OnGap) {
    this.#audit = audit;
    this.#head = head;
    this.#onGap = onGap;
  }

  first(): LogPosition | undefined {
    return this.#list()[0]?.start;
  }

  async read(from: LogPosition, most: Most): Promise<Stretch> {
    const logs = this.#list();
    const place = logs.findIndex(({ id }) => id === from.log);
    const log = logs[place];
    if (log === undefined) return this.#restart(from, most);
    const end = this.#findEnd(log, from.file);
    const path = join(log.directory, from.file);
    const onGap = (gap: Gap): void => this.#onGap(basename(log.directory), gap);
    const found = await readLogFile({ path, from, end, onGap }, most);
    if (found.lines.length > 0 || end !== undefined) return found;
    const later = listLogFiles(log.directory).find((name) => name > from.file);
    const next = later === undefined ? logs[place + 1]?.start : toStart(from.log, later);
    return next === undefined ? found : this.read(next, most);
  }

  async settle(position: LogPosition): Promise<LogPosition> {
    const log = this.#list().find(({ id }) => id === position.log);
    if (log === undefined) return position;
    return settlePosition(position, log, this.#findEnd(log, position.file));
  }

  compare(a: LogPosition, b: LogPosition): number {
    return this.#rank(a) - this.#rank(b) || a.seq - b.seq;
  }

  hasPassed(position: LogPosition, place: LogPosition): boolean {
    return this.#rank(place) >= 0 && this.compare(position, place) >= 0;
  }

  /** A cursor of a log that is gone: everything kept is sent. */
  async #restart(from: LogPosition, most: Most): Promise<Stretch> {
    const oldest = this.first();
    return oldest === undefined ? { lines: [], next: from } : this.read(oldest, most);
  }

  #rank({ log }: LogPosition): number {
    return this.#list().findIndex(({ id }) => id === log);
  }

  #list(): readonly KnownLog[] {
    const current = this.#head().log;
    const last = this.#logs.at(-1);
    // The log that is written may not have had its first line, or its directory, when they were listed.
    const isStale = last === undefined || (last.id !== current && current !== "");
    if (isStale) this.#logs = listLogs(this.#audit, current);
    return this.#logs;
  }

  /** Where the lines of the file that is written end. */
  #findEnd({ isCurrent }: KnownLog, file: string): number | undefined {
    const head = this.#head();
    return isCurrent && head.file === file ? head.offset : undefined;
  }
}

function toStart(log: string, file: string): LogPosition | undefined {
  const seq = readFirstSeq(file);
  return seq === undefined ? undefined : { log, seq, file, offset: 0 };
}
