import type { KeyObject } from "node:crypto";
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import { listLogFiles, readFirstSeq } from "./log-file.ts";
import type { LogState, Position } from "./log-state.ts";
import { LogTail } from "./log-tail.ts";
import { createLineBuffer, readLines } from "./read-lines.ts";

/** What a log's end says: all that a forwarder needs to go on. */
export interface Inspection {
  readonly state: LogState;
  /** Ids of the records behind the last signed entry, whose place in the spool it does not say. */
  readonly ids: ReadonlySet<string>;
  /** Of the incidents behind it: where in which segment, `<key>:<offset>`, and how many bytes they are about. */
  readonly incidents: ReadonlyMap<string, number>;
  /** What stands behind the last whole line: a write that was cut short. */
  readonly torn: Buffer;
  /** Why no line may be added to it. */
  readonly damage: string | undefined;
}

/** At most so many bytes of a torn end are kept: more than one write has. */
const MAX_TORN_BYTES = 8 * 1024 * 1024;

/** In a damaged log at most so many files are searched for a signature that holds. */
const MAX_SEARCHED_FILES = 16;

/**
 * Reads the end of a log: its last file, which begins with a signed entry as every one does.
 *
 * @returns `undefined` when there is no line that counts in any of its files
 * @throws the system's error when a file cannot be read
 */
export function inspectLog(directory: string, publicKey: KeyObject): Inspection | undefined {
  const names = listLogFiles(directory).toReversed();
  for (const [index, name] of names.entries()) {
    const end = readEnd(directory, name, { publicKey, thorough: false });
    if (end.tail.lines === 0 || end.tail.isBegun) continue; // begun, and no more
    if (end.tail.damage === undefined) return toInspection([end]);
    return inspectDamaged(directory, names.slice(index), publicKey);
  }
  return undefined;
}

/** From the last signed entry whose signature holds on, in whichever file it is. */
function inspectDamaged(
  directory: string,
  names: readonly string[],
  publicKey: KeyObject,
): Inspection {
  const ends: FileEnd[] = [];
  for (const name of names.slice(0, MAX_SEARCHED_FILES)) {
    const end = readEnd(directory, name, { publicKey, thorough: true });
    ends.unshift(end);
    if (end.tail.signed !== undefined) break;
  }
  const inspection = toInspection(ends);
  return { ...inspection, damage: inspection.damage ?? "its last checkpoint is not ours" };
}

interface FileEnd {
  readonly tail: LogTail;
  readonly file: string;
  readonly offset: number;
  readonly torn: Buffer;
}

function readEnd(
  directory: string,
  file: string,
  options: { readonly publicKey: KeyObject; readonly thorough: boolean },
): FileEnd {
  const tail = new LogTail({ ...options, firstSeq: readFirstSeq(file) ?? 0 });
  const descriptor = openSync(join(directory, file), constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const to = fstatSync(descriptor).size;
    let offset = 0;
    for (const line of readLines({ descriptor, from: 0, to }, createLineBuffer())) {
      tail.take(line.bytes);
      offset = line.next;
    }
    tail.finish();
    const torn = Buffer.alloc(Math.min(to - offset, MAX_TORN_BYTES));
    readSync(descriptor, torn, 0, torn.length, offset);
    return { tail, file, offset, torn };
  } finally {
    closeSync(descriptor);
  }
}

/** @param ends In the order of their lines; only the first can have a signed entry that counts. */
function toInspection(ends: readonly FileEnd[]): Inspection {
  const tails = ends.map(({ tail }) => tail);
  const first = tails.at(0);
  const last = ends.at(-1);
  if (first === undefined || last === undefined) throw new Error("a log without files has no end");
  return {
    state: {
      log: tails.find(({ log }) => log !== undefined)?.log ?? "",
      seq: last.tail.seq,
      prev: last.tail.prev,
      file: last.file,
      offset: last.offset,
      counts: first.counts,
      positions: toMap(first.signed?.positions ?? []),
      unsigned: first.unsigned,
      signedAt: first.signedAt,
    },
    ids: new Set(tails.flatMap(({ ids }) => [...ids])),
    incidents: new Map(tails.flatMap(({ incidents }) => [...incidents])),
    torn: last.torn,
    damage: tails.find(({ damage }) => damage !== undefined)?.damage,
  };
}

function toMap(positions: readonly Position[]): ReadonlyMap<string, Position> {
  return new Map(positions.map((position) => [position.key, position]));
}
