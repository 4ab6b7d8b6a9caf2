import { closeSync, constants, fstatSync, openSync } from "node:fs";
import { join } from "node:path";
import { readErrorCode } from "../../model/error-code.ts";
import { listLogFiles } from "./log-file.ts";
import { createLineBuffer, readLines } from "./read-lines.ts";

/** A line of the sealed log, and where the next one begins. */
export interface LogLine {
  readonly seq: number;
  /** Without the newline; the reader's own. */
  readonly bytes: Buffer;
  readonly file: string;
  readonly nextOffset: number;
}

/** A place between two lines of a log. */
export interface LogPlace {
  /** Name of a file of the log. */
  readonly file: string;
  readonly offset: number;
}

export interface LogRange {
  /** Of one log's files: `log`, or a `log-<id>` beside it. */
  readonly directory: string;
  /** Where to begin; at the log's first line where it is absent. */
  readonly from?: LogPlace | undefined;
  /** Where to end: the sealer's `head`, beyond which lines may not be on the disk yet; absent for a log at rest. */
  readonly to?: LogPlace | undefined;
}

const SEQ = /,"seal":\{"v":1,"log":"[0-9a-f]{32}","seq":(\d{1,16}),/g;
const MAX_SEAL_CHARS = 1024;

/**
 * The whole lines of a log from a place on, across its files, in bounded memory. A last line that is still being written
 * is not among them. A file that is no longer there, because its lines were forgotten, is passed over.
 *
 * @throws the system's error when a file cannot be read
 * @throws Error when a line has no seal: the log is damaged there
 */
export function* readLog({ directory, from, to }: LogRange): Generator<LogLine> {
  const buffer = createLineBuffer();
  for (let name = from?.file ?? findNext(directory, ""); name !== undefined;) {
    const start = name === from?.file ? from.offset : 0;
    const end = name === to?.file ? to.offset : undefined;
    yield* readFile({ directory, name, start, end }, buffer);
    if (name === to?.file) return;
    name = findNext(directory, name);
  }
}

function findNext(directory: string, after: string): string | undefined {
  return listLogFiles(directory).find((name) => name > after);
}

interface FilePart {
  readonly directory: string;
  readonly name: string;
  readonly start: number;
  readonly end: number | undefined;
}

function* readFile({ directory, name, start, end }: FilePart, buffer: Buffer): Generator<LogLine> {
  const descriptor = openIfThere(join(directory, name));
  if (descriptor === undefined) return;
  try {
    const to = end ?? fstatSync(descriptor).size;
    for (const { bytes, next, offset } of readLines({ descriptor, from: start, to }, buffer)) {
      const seq = readSeq(bytes);
      if (seq === undefined)
        throw new Error(`the sealed log is damaged: ${name} has no sealed line at byte ${offset}`);
      yield { seq, bytes: Buffer.from(bytes), file: name, nextOffset: next };
    }
  } finally {
    closeSync(descriptor);
  }
}

function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  } catch (error) {
    if (readErrorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** The seal's own: whatever the event says itself stands before it. */
function readSeq(line: Buffer): number | undefined {
  const tail = line.toString("latin1", Math.max(0, line.length - MAX_SEAL_CHARS));
  const digits = [...tail.matchAll(SEQ)].at(-1)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
