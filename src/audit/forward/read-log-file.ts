import { type FileHandle, open } from "node:fs/promises";
import { readErrorCode } from "../../model/error-code.ts";
import type { SealedLine } from "../sink/sink.ts";
import type { LogPosition, Most, Stretch } from "./log-position.ts";
import { readPlace } from "./read-place.ts";

const NEWLINE = 0x0a;

/** Of a line, without its newline: a sink takes 1,000 KiB with it. What is longer was never sealed as one. */
const LONGEST_LINE_BYTES = 1000 * 1024 - 1;

const CHUNK_BYTES = 1024 * 1024;

/** Bytes that are no whole line: a hole that a crash of the file system left, a file that was cut. */
export interface Gap {
  readonly file: string;
  readonly offset: number;
  readonly bytes: number;
}

/** What to read, and whom to tell. */
export interface FileRange {
  /** Absolute. */
  readonly path: string;
  readonly from: LogPosition;
  /** Where the file's lines end; `undefined` for one that nobody writes. */
  readonly end: number | undefined;
  readonly onGap: (gap: Gap) => void;
}

/** Whole lines of one file of the log; none where it ends or is gone. What is no line is gone over. */
export async function readLogFile(range: FileRange, most: Most): Promise<Stretch> {
  const { from, onGap } = range;
  const handle = await openLogFile(range.path);
  if (handle === undefined) return { lines: [], next: from };
  try {
    const size = range.end ?? (await handle.stat()).size;
    for (let at = from; ;) {
      const found = await readStretch(handle, at, { size, most });
      if (!("bytes" in found)) return found;
      onGap({ file: at.file, offset: at.offset, bytes: found.bytes });
      at = await findPlace(handle, { ...at, offset: at.offset + found.bytes }, size);
    }
  } finally {
    await handle.close();
  }
}

/** `undefined` for a file that is gone: its lines were forgotten. */
export async function openLogFile(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, "r");
  } catch (error) {
    if (readErrorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

export async function readAt(
  handle: FileHandle,
  offset: number,
  length: number,
): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafeSlow(length);
  const { bytesRead } = await handle.read(bytes, 0, length, offset);
  return bytes.subarray(0, bytesRead);
}

/** @returns how many bytes are no line, where there is none */
async function readStretch(
  handle: FileHandle,
  from: LogPosition,
  { size, most }: { readonly size: number; readonly most: Most },
): Promise<Stretch | { readonly bytes: number }> {
  const left = size - from.offset;
  if (left <= 0) return { lines: [], next: from };
  const cut = cutLines(await readAt(handle, from.offset, Math.min(left, most.bytes)), from, most);
  if (cut.lines.length > 0) return cut;
  const end = await findNextLine(handle, from.offset, size);
  const length = end - from.offset;
  if (length > LONGEST_LINE_BYTES + 1) return { bytes: length };
  // One line that is longer than a batch goes alone.
  const one = cutLines(await readAt(handle, from.offset, length), from, { ...most, lines: 1 });
  return one.lines.length > 0 ? one : { bytes: length };
}

/** The byte behind the next newline, or where the lines end. */
async function findNextLine(handle: FileHandle, from: number, size: number): Promise<number> {
  for (let offset = from; offset < size; offset += CHUNK_BYTES) {
    const bytes = await readAt(handle, offset, Math.min(CHUNK_BYTES, size - offset));
    const newline = bytes.indexOf(NEWLINE);
    if (newline >= 0) return offset + newline + 1;
  }
  return size;
}

/** How many lines a gap has swallowed the next one says, if it can be read. */
async function findPlace(handle: FileHandle, at: LogPosition, size: number): Promise<LogPosition> {
  const length = Math.min(size - at.offset, LONGEST_LINE_BYTES + 1);
  const bytes = await readAt(handle, at.offset, Math.max(0, length));
  const newline = bytes.indexOf(NEWLINE);
  const place = newline < 0 ? undefined : readPlace(bytes.subarray(0, newline));
  return { ...at, seq: place?.seq ?? at.seq };
}

function cutLines(bytes: Uint8Array, from: LogPosition, most: Most): Stretch {
  const lines: SealedLine[] = [];
  let start = 0;
  while (lines.length < most.lines) {
    const newline = bytes.indexOf(NEWLINE, start);
    if (newline < 0 || newline - start > LONGEST_LINE_BYTES) break;
    lines.push({ seq: from.seq + lines.length, bytes: bytes.subarray(start, newline) });
    start = newline + 1;
  }
  const last = lines.at(-1);
  // Where lines have run together the count is not theirs.
  const seq = (last === undefined ? undefined : readPlace(last.bytes)?.seq) ?? last?.seq;
  const next = {
    ...from,
    seq: seq === undefined ? from.seq : seq + 1,
    offset: from.offset + start,
  };
  return { lines, next };
}
