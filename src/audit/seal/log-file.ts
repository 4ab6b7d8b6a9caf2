import { readdirSync, rmSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { readErrorCode } from "../../model/error-code.ts";

/** Beyond this a file of the log takes no more lines; with the longest of lines it has 64 MiB then. */
export const LARGE_LOG_FILE_BYTES = 62 * 1024 * 1024;

const NAME = /^(\d{16})\.log$/;

/** What a file of the sealed log is called: the sequence number of its first line, so that names sort as lines do. */
export function toLogFileName(firstSeq: number): string {
  return `${String(firstSeq).padStart(16, "0")}.log`;
}

/** The sequence number that a file begins with, or `undefined` for the name of another kind of file. */
export function readFirstSeq(name: string): number | undefined {
  const digits = NAME.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** The names of a log's files, in the order of their lines; none where there is no such directory. */
export function listLogFiles(directory: string): readonly string[] {
  return listDirectory(directory)
    .filter((name) => readFirstSeq(name) !== undefined)
    .toSorted();
}

/** Deletes the files of a log in which every line is before a sequence number; never the last one. */
export function forgetLines(directory: string, beforeSeq: number): void {
  const names = listLogFiles(directory);
  for (const [index, name] of names.entries()) {
    const next = readFirstSeq(names[index + 1] ?? "");
    if (next === undefined || next > beforeSeq) return;
    unlinkSync(join(directory, name));
  }
}

/** A log that is not written any more stands beside the present one, `log`, under its own id. */
const OLD_LOG = /^log-([0-9a-f]{32})$/;

export function toOldLogName(log: string): string {
  return `log-${log}`;
}

/** The id of the log that a directory of that name holds; `undefined` for another name. */
export function readOldLogName(name: string): string | undefined {
  return OLD_LOG.exec(name)?.[1];
}

/** The ids of the logs that stand beside the present one, in no order. */
export function listOldLogs(audit: string): readonly string[] {
  return listDirectory(audit).flatMap((name) => readOldLogName(name) ?? []);
}

/** Deletes a log that stands beside the present one. */
export function forgetOldLog(audit: string, log: string): void {
  if (listOldLogs(audit).includes(log)) rmSync(join(audit, toOldLogName(log)), { recursive: true });
}

/** None where there is no such directory. */
export function listDirectory(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    if (readErrorCode(error) === "ENOENT") return [];
    throw error;
  }
}
