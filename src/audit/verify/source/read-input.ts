import { closeSync, constants, fstatSync, openSync, readSync, statSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { createGunzip, type Gunzip } from "node:zlib";
import { readErrorCode } from "../../../model/error-code.ts";
import { type InputLine, LineSplitter } from "./split-lines.ts";

/** What stands for stdin among paths. */
export const STDIN = "-";

/** Trees of delivered objects have many small ones, a log few large ones. */
const MIN_CHUNK_BYTES = 16 * 1024;
const MAX_CHUNK_BYTES = 256 * 1024;
const WAIT_MS = 100;
const MAX_WAITS = 5;
const PIECE_BYTES = 4 * 1024;
const GZIP_MAGIC = [0x1f, 0x8b];
const PAUSE_MS = 5;

/**
 * Hands over the lines of a file or of stdin, plain or gzip as its content says. Where gzip is corrupt or ends too
 * early, the lines before that are handed over too, but for a few KiB.
 *
 * @param path A file; or `-`. The last part of it may not be a symbolic link: whoever calls has resolved those.
 * @param isLive Somebody may be writing to the end of it.
 * @returns what is wrong with the file as a whole, in a sentence; `undefined` when it was read to its end
 */
export async function readInput(
  path: string,
  take: (line: InputLine) => void,
  isLive = false,
): Promise<string | undefined> {
  const lines = new LineSplitter(take);
  let descriptor: number;
  try {
    descriptor = path === STDIN ? 0 : open(path);
  } catch (error) {
    return `cannot be read: ${readErrorCode(error)}`;
  }
  try {
    const fault = await pump(descriptor, lines);
    if (isLive && fault === undefined) await awaitEnd(descriptor, lines);
    return fault;
  } catch (error) {
    return `cannot be read on: ${readErrorCode(error)}`;
  } finally {
    lines.end();
    if (path !== STDIN) closeSync(descriptor);
  }
}

/** A file that is replaced by a link meanwhile is not followed; `<(zcat …)` of a shell is a link, to a pipe. */
function open(path: string): number {
  const isPipe = statSync(path).isFIFO();
  return openSync(path, constants.O_RDONLY | (isPipe ? 0 : constants.O_NOFOLLOW));
}

async function pump(descriptor: number, lines: LineSplitter): Promise<string | undefined> {
  const { size } = fstatSync(descriptor);
  const chunk = Buffer.allocUnsafe(Math.min(Math.max(size, MIN_CHUNK_BYTES), MAX_CHUNK_BYTES));
  let filled = 0;
  // A pipe may give its first byte alone.
  while (filled < GZIP_MAGIC.length) {
    const read = readSome(descriptor, chunk.subarray(filled));
    if (read === 0) break;
    filled += read;
  }
  const isGzip = GZIP_MAGIC.every((byte, at) => filled > at && chunk[at] === byte);
  if (isGzip) return unpack({ descriptor, chunk, filled }, lines);
  for (let read = filled; read > 0; read = readSome(descriptor, chunk))
    lines.take(chunk.subarray(0, read));
  return undefined;
}

/** A line that is being written has its end a moment later. */
async function awaitEnd(descriptor: number, lines: LineSplitter): Promise<void> {
  const chunk = Buffer.allocUnsafe(MIN_CHUNK_BYTES);
  for (let tries = 0; lines.isOpen && tries < MAX_WAITS; tries += 1) {
    await wait(WAIT_MS);
    for (let read = readSome(descriptor, chunk); read > 0; read = readSome(descriptor, chunk))
      lines.take(chunk.subarray(0, read));
  }
}

interface Opened {
  readonly descriptor: number;
  readonly chunk: Buffer;
  /** How much of the chunk has been read already. */
  readonly filled: number;
}

/** Lines are cut as data comes, before an error is told: so nothing of what came before a fault is lost. */
async function unpack(opened: Opened, lines: LineSplitter): Promise<string | undefined> {
  const { descriptor, chunk } = opened;
  const gunzip = createGunzip({ chunkSize: MAX_CHUNK_BYTES });
  gunzip.on("data", (data: Uint8Array) => lines.take(data));
  const ended = new Promise<string | undefined>((resolve) => {
    gunzip.on("error", (error) => resolve(describeFault(error)));
    gunzip.on("end", () => resolve(undefined));
  });
  const isOver = ended.then(() => true);
  let fed = 0;
  for (let read = opened.filled; read > 0; read = readSome(descriptor, chunk)) {
    fed += read;
    // Behind an error or the end of the data nothing is taken any more, and nobody says so.
    if (await Promise.race([isOver, feed(gunzip, chunk.subarray(0, read))])) break;
  }
  gunzip.end();
  const fault = await ended;
  const rest = fed - gunzip.bytesWritten;
  return fault ?? (rest > 0 ? `has ${rest} bytes behind its gzip data that are none` : undefined);
}

/** In small pieces: what a piece unpacks to before a fault in it is lost. */
async function feed(gunzip: Gunzip, bytes: Uint8Array): Promise<false> {
  for (let start = 0; start < bytes.length; start += PIECE_BYTES) {
    const piece = bytes.subarray(start, start + PIECE_BYTES);
    await new Promise((resolve) => {
      gunzip.write(piece, resolve);
    });
  }
  return false;
}

function describeFault(error: unknown): string {
  const code = readErrorCode(error);
  if (code === "Z_BUF_ERROR") return "ends in the middle of its gzip data";
  return `is corrupt gzip (${code}): nothing behind that place could be read`;
}

/** Waits for the other end of a descriptor that does not block. */
function readSome(descriptor: number, into: Uint8Array): number {
  for (;;) {
    try {
      return readSync(descriptor, into, 0, into.length, null);
    } catch (error) {
      const code = readErrorCode(error);
      // Reading a closed pipe on Windows reports EOF as an error.
      if (code === "EOF") return 0;
      if (code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
}
