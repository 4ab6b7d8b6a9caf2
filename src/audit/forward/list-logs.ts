import { closeSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";
import { readErrorCode } from "../../model/error-code.ts";
import { listLogFiles, readFirstSeq } from "../seal/log-file.ts";
import type { LogPosition } from "./log-position.ts";
import { readPlace } from "./read-place.ts";

/** A first line is read up to here: longer than any is. */
const FIRST_BYTES = 1024 * 1024;
const NEWLINE = 0x0a;

/** The log that is written, or a damaged one that was put aside. */
export interface KnownLog {
  readonly id: string;
  readonly directory: string;
  /** When the oldest line kept of it was sealed, milliseconds since the epoch. */
  readonly since: number;
  readonly isCurrent: boolean;
  /** Where that line begins. */
  readonly start: LogPosition;
}

/** The logs of a machine that have lines, in the order in which they were written, the current one last. */
export function listLogs(audit: string): KnownLog[] {
  const names = listNames(audit).filter((name) => name === "log" || name.startsWith("log-"));
  return names
    .flatMap((name) => readLogOf(join(audit, name), name === "log") ?? [])
    .toSorted((a, b) => Number(a.isCurrent) - Number(b.isCurrent) || a.since - b.since);
}

function listNames(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    if (readErrorCode(error) === "ENOENT") return [];
    throw error;
  }
}

function readLogOf(directory: string, isCurrent: boolean): KnownLog | undefined {
  const [file] = listLogFiles(directory);
  const seq = file === undefined ? undefined : readFirstSeq(file);
  if (file === undefined || seq === undefined) return undefined;
  const seal = readFirstPlace(join(directory, file));
  if (seal === undefined) return undefined;
  const { log: id, at: since } = seal;
  return { id, directory, since, isCurrent, start: { log: id, seq, file, offset: 0 } };
}

/** The seal of a file's first line; `undefined` where there is no whole one. */
export function readFirstPlace(path: string) {
  const descriptor = openSync(path, "r");
  try {
    const bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
    const length = readSync(descriptor, bytes, 0, bytes.length, 0);
    const newline = bytes.subarray(0, length).indexOf(NEWLINE);
    return newline < 0 ? undefined : readPlace(bytes.subarray(0, newline));
  } finally {
    closeSync(descriptor);
  }
}
