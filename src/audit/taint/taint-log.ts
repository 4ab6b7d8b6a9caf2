import { fstatSync, readSync, writeSync } from "node:fs";
import { readErrorCode } from "../../model/error-code.ts";
import { StageError } from "../../model/stage.ts";
import type { TaintLog } from "../../model/taint.ts";
import type { KeyedHash } from "../../hash/keyed-hash.ts";
import { findTaint, toTaintLine } from "./taint-lines.ts";

/** Descriptors of the user's files, open for reading and appending. */
export interface TaintFiles {
  readonly today: number;
  /** Absent where nothing is in it. */
  readonly yesterday: number | undefined;
}

export interface TaintLogParts {
  readonly files: TaintFiles;
  readonly hash: KeyedHash;
  /** The id of the record of this event. */
  readonly recordId: () => string;
}

/** Some 3,000 notes a day; a session that reads nothing but doubtful texts makes four an hour. */
export const MAX_TAINT_BYTES = 1024 * 1024;

const FULL = { doubt: "so much was noted of this user's sessions that nobody can tell which" };

/** What was noted, read when somebody asks: that is seldom, and most files are empty. */
export function createTaintLog({ files, hash, recordId }: TaintLogParts): TaintLog {
  const descriptors = [files.yesterday, files.today].flatMap((each) => each ?? []);
  return {
    find: (session, since) => {
      const texts = descriptors.map(readWhole);
      if (texts.includes(undefined)) return FULL;
      return texts.every((text) => text === "")
        ? undefined
        : findTaint(texts.join("\n"), { session, since, hash });
    },
    note: (session, { time, place }) => {
      if (fstatSync(files.today).size >= MAX_TAINT_BYTES) return;
      append(files.today, toTaintLine({ time, place, record: recordId() }, session, hash));
    },
  };
}

/** A log that could not be opened: whoever needs it fails, and the policy says what that means. */
export function createFailedTaintLog(error: unknown): TaintLog {
  const fault = error instanceof Error ? error.message : "cannot be opened";
  const fail = (): never => {
    throw new StageError("taint", `what this session has read is not known: its file ${fault}`);
  };
  return { find: fail, note: fail };
}

/** The file as Latin-1, which keeps every byte; `undefined` when it is full. */
function readWhole(descriptor: number): string | undefined {
  try {
    const { size } = fstatSync(descriptor);
    if (size >= MAX_TAINT_BYTES) return undefined;
    const bytes = Buffer.alloc(size);
    const count = size === 0 ? 0 : readSync(descriptor, bytes, 0, size, 0);
    return bytes.toString("latin1", 0, count);
  } catch (error) {
    throw toError("read", readErrorCode(error), error);
  }
}

/** In one write, as records are: the kernel keeps those of other processes apart. */
function append(descriptor: number, line: Buffer): void {
  let written: number;
  try {
    written = writeSync(descriptor, line);
  } catch (error) {
    throw toError("written", readErrorCode(error), error);
  }
  if (written !== line.length) throw toError("written", `${written} of ${line.length} bytes`);
}

function toError(what: string, fault: string, cause?: unknown): StageError {
  const message = `what this session has read could not be ${what}: ${fault}`;
  return new StageError("taint", message, { cause });
}
