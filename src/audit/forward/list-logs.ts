import { closeSync, constants, fstatSync, openSync, statSync } from "node:fs";
import { join } from "node:path";
import { listDirectory, listLogFiles, readFirstSeq, readOldLogName } from "../seal/log-file.ts";
import { createLineBuffer, readLines } from "../seal/read-lines.ts";
import type { Seal } from "../seal/sealed-line.ts";
import type { LogPosition } from "./log-position.ts";
import { orderLogs } from "./order-logs.ts";
import { readPlace } from "./read-place.ts";
import { readPredecessor } from "./read-predecessor.ts";

/** The log that is written, or a damaged one that was put aside. */
export interface KnownLog {
  readonly id: string;
  readonly directory: string;
  /** When the oldest line kept of it was sealed, milliseconds since the epoch. */
  readonly since: number;
  /** Its id as its lines have it, as far as one can be read: its directory may have had to take another. */
  readonly sealedAs: string | undefined;
  /** Id of the log that its first line says it came after. */
  readonly after: string | undefined;
  readonly isCurrent: boolean;
  /** Where that line begins. */
  readonly start: LogPosition;
}

/**
 * The logs of a machine, in the order in which they were written, the current one last.
 *
 * @param current Id of the log that is written, as its writer knows it; empty where nobody does.
 */
export function listLogs(audit: string, current: string): KnownLog[] {
  const names = listDirectory(audit).filter((name) => name === "log" || readOldLogName(name));
  const logs = names
    .flatMap((name) => readLogOf(audit, name, current) ?? [])
    .toSorted((a, b) => Number(a.isCurrent) - Number(b.isCurrent) || a.since - b.since);
  // A copy of the log that is written, as a restored backup leaves one beside it, is no other log.
  return orderLogs(
    logs.filter(({ id }, nth) => logs.findLastIndex((other) => other.id === id) === nth),
  );
}

/**
 * Lines may be damaged, the first too: a log is known by any of them, and one that was put aside by the name of its
 * directory. What is damaged is shipped as it is, for a verifier to tell.
 */
function readLogOf(audit: string, name: string, current: string): KnownLog | undefined {
  const directory = join(audit, name);
  const files = listLogFiles(directory);
  const [file] = files;
  const seq = file === undefined ? undefined : readFirstSeq(file);
  if (file === undefined || seq === undefined) return undefined;
  const path = join(directory, file);
  const { log: sealedAs, at: since = statSync(path).mtimeMs } = readAnyPlace(directory, files);
  const id = readOldLogName(name) ?? (current === "" ? sealedAs : current);
  if (id === undefined) return undefined;
  const after = readPredecessor(path);
  const isCurrent = name === "log";
  return {
    id,
    directory,
    since,
    sealedAs,
    after,
    isCurrent,
    start: { log: id, seq, file, offset: 0 },
  };
}

function readAnyPlace(directory: string, files: readonly string[]): Partial<Seal> {
  for (const file of files) {
    const place = readFirstPlace(join(directory, file));
    if (place !== undefined) return place;
  }
  return {};
}

/** The seal of a file's first line that has a readable one. */
export function readFirstPlace(path: string): Seal | undefined {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const range = { descriptor, from: 0, to: fstatSync(descriptor).size };
    for (const line of readLines(range, createLineBuffer())) {
      const place = readPlace(line.bytes);
      if (place !== undefined) return place;
    }
    return undefined;
  } finally {
    closeSync(descriptor);
  }
}
