import { randomBytes } from "node:crypto";
import { closeSync, existsSync, fsyncSync, renameSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { JsonObject } from "../../model/json.ts";
import { type Inspection, inspectLog } from "./inspect-log.ts";
import { listLogFiles, listOldLogs, toLogFileName, toOldLogName } from "./log-file.ts";
import { type LogState, NO_COUNTS } from "./log-state.ts";
import { createFile, makeDirectory } from "../disk/own-files.ts";
import { syncDirectorySync } from "../disk/sync-directory.ts";
import type { SealKey } from "./seal-key.ts";
import { NO_LINE } from "./sealed-line.ts";

/** A line that is known to have been in a log: the last one that a sink has got. */
export interface KnownLine {
  readonly log: string;
  readonly seq: number;
}

/** A log that lines can be added to. */
export interface OpenedLog {
  readonly directory: string;
  readonly state: LogState;
  readonly ids: ReadonlySet<string>;
  readonly incidents: ReadonlyMap<string, number>;
  /** Bytes behind the last whole line, which the writer cuts off. */
  readonly torn: Buffer;
  /** In a new log: the one before it, as far as it is known, and why it was left. */
  readonly after: JsonObject | undefined;
}

/**
 * The machine's log, or a new one where there is none, or none that may be gone on with: the old one then stands beside it.
 *
 * @param known The lines that are known to have been there; a log that has fewer is not gone on with, as one number
 *   would then be that of two lines.
 */
export function openLog(
  audit: string,
  { publicKey }: SealKey,
  known: readonly KnownLine[],
): OpenedLog {
  const directory = join(audit, "log");
  const present = inspectLog(directory, publicKey);
  const before = present ?? inspectNewestOld(audit, publicKey);
  const reason = before === undefined ? undefined : findReason(before, known);
  if (present !== undefined && reason === undefined)
    return { ...present, directory, after: undefined };
  if (present !== undefined) moveAway(audit, present.state.log);
  return startLog(directory, toAfter(before, reason, known), before);
}

function findReason(
  { state, damage }: Inspection,
  known: readonly KnownLine[],
): string | undefined {
  if (damage !== undefined) return damage;
  const isShort = known.some(({ log, seq }) => log === state.log && seq >= state.seq);
  return isShort ? "it has fewer lines than were sent" : undefined;
}

function moveAway(audit: string, log: string): void {
  const id = log !== "" && !existsSync(join(audit, toOldLogName(log))) ? log : randomId();
  renameSync(join(audit, "log"), join(audit, toOldLogName(id)));
  syncDirectorySync(audit);
}

/** Where a new log was begun and did not come to a line. */
function inspectNewestOld(audit: string, publicKey: SealKey["publicKey"]): Inspection | undefined {
  const paths = listOldLogs(audit).map((log) => join(audit, toOldLogName(log)));
  const newest = paths.toSorted((a, b) => statSync(b).ctimeMs - statSync(a).ctimeMs).at(0);
  return newest === undefined ? undefined : inspectLog(newest, publicKey);
}

function toAfter(
  before: Inspection | undefined,
  reason: string | undefined,
  known: readonly KnownLine[],
): JsonObject | undefined {
  if (before !== undefined && before.state.log !== "") {
    const { log, seq, prev } = before.state;
    return { log, seq: seq - 1, head: prev, reason: reason ?? "it was left before" };
  }
  const sent = known.at(-1);
  if (sent !== undefined) return { ...sent, reason: reason ?? "it is gone" };
  return reason === undefined ? undefined : { reason };
}

function startLog(
  directory: string,
  after: JsonObject | undefined,
  before: Inspection | undefined,
): OpenedLog {
  makeDirectory(directory);
  const file = toLogFileName(0);
  if (!listLogFiles(directory).includes(file)) createEmpty(directory, file);
  syncDirectorySync(dirname(directory));
  const state: LogState = {
    log: randomId(),
    seq: 0,
    prev: NO_LINE,
    file,
    offset: 0,
    counts: NO_COUNTS,
    positions: before?.state.positions ?? new Map(),
    unsigned: 0,
    signedAt: 0,
  };
  const ids = before?.ids ?? new Set<string>();
  const incidents = before?.incidents ?? new Map<string, number>();
  return { directory, state, ids, incidents, torn: Buffer.alloc(0), after };
}

function createEmpty(directory: string, file: string): void {
  const descriptor = createFile(join(directory, file));
  fsyncSync(descriptor);
  closeSync(descriptor);
  syncDirectorySync(directory);
}

function randomId(): string {
  return randomBytes(16).toString("hex");
}
