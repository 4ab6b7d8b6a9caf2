import { join } from "node:path";
import { readFirstSeq } from "../seal/log-file.ts";
import type { KnownLog } from "./list-logs.ts";
import type { LogPosition } from "./log-position.ts";
import { openLogFile, readAt } from "./read-log-file.ts";
import { readPlace } from "./read-place.ts";

const NEWLINE = 0x0a;

/** More than the end of a line that has its seal. */
const END_BYTES = 2048;

/**
 * The position itself where it stands between two lines as it says, or at a line of a file that was forgotten; otherwise the
 * start of its file, and of the log where it has no such file.
 *
 * @param end Where the lines of the position's file end; `undefined` for a file that nobody writes.
 */
export async function settlePosition(
  position: LogPosition,
  log: KnownLog,
  end: number | undefined,
): Promise<LogPosition> {
  const seq = readFirstSeq(position.file);
  if (seq === undefined) return log.start;
  if (position.file < log.start.file) return position;
  const handle = await openLogFile(join(log.directory, position.file));
  if (handle === undefined) return log.start;
  try {
    const start = { log: log.id, seq, file: position.file, offset: 0 };
    const size = end ?? (await handle.stat()).size;
    if (position.offset > size) return start;
    if (position.offset === 0) return position.seq === seq ? position : start;
    const length = Math.min(position.offset, END_BYTES);
    const before = await readAt(handle, position.offset - length, length);
    return isBehind(before, position.seq - 1) ? position : start;
  } finally {
    await handle.close();
  }
}

/** Of a line that is damaged its newline has to do. */
function isBehind(bytes: Uint8Array, seq: number): boolean {
  if (bytes.at(-1) !== NEWLINE) return false;
  const place = readPlace(bytes.subarray(0, -1));
  return place === undefined || place.seq === seq;
}
