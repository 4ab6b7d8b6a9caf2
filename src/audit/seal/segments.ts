import { createHash } from "node:crypto";
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  type Stats,
} from "node:fs";
import { join } from "node:path";
import { readErrorCode } from "../../model/error-code.ts";

/** A directory of segments, and what is known of those in it. */
export interface SegmentSource {
  /** Absolute. */
  readonly directory: string;
  /** A segment is called by its user's numeric id and this: `.seg` of hooks. */
  readonly suffix: string;
  /** From whom records come to it: says which key made their MACs. */
  readonly via: "hook" | "service";
  /** Of the MAC, 32 bytes; or every user's own. */
  readonly key: Uint8Array | ((uid: number) => Uint8Array);
  /** Whose files they must be: the user's whose id they are called by, or always this user's. */
  readonly owner: "user" | number;
  /**
   * For how long something may still be appended to a segment that was moved away, milliseconds. Default: a day, since a hook
   * may be stopped by its user while it has one open.
   */
  readonly lateMs?: number;
}

/** A file of the spool that is called like a segment. */
export interface Segment {
  readonly name: string;
  readonly path: string;
  readonly uid: number;
  /** It was moved away: no hook opens it any more, but one may have it open. */
  readonly old: boolean;
}

/** What the names of a source's segments are like: the user's id, and whether it was moved away. */
export function toNamePattern({ suffix }: SegmentSource): RegExp {
  return new RegExp(`^(-1|\\d{1,10})${suffix.replaceAll(".", "\\.")}(\\.[0-9a-f]{32})?$`);
}

/** The name that a segment had before it was moved away. */
export function toUserSegment(name: string): string {
  return name.replace(/\.[0-9a-f]{32}$/, "");
}

/** The segments of a source, those that were moved away first. */
export function listSegments(source: SegmentSource): readonly Segment[] {
  const { directory } = source;
  const pattern = toNamePattern(source);
  const segments = readdirSync(directory).flatMap((name): Segment[] => {
    const match = pattern.exec(name);
    if (match === null) return [];
    return [
      { name, path: join(directory, name), uid: Number(match[1]), old: match[2] !== undefined },
    ];
  });
  return segments.toSorted((a, b) => Number(b.old) - Number(a.old) || (a.name < b.name ? -1 : 1));
}

/** An open segment that may be trusted to be one. */
export interface OpenSegment extends Segment {
  readonly descriptor: number;
  readonly bytes: number;
  readonly inode: number;
  /** Tells it from every other, whatever it is called; `undefined` while too little is in it. */
  readonly key: string | undefined;
}

/** What tells segments apart: every one begins with another random id. */
const KEY_BYTES = 64;

/**
 * Opens a segment for reading.
 *
 * @returns what is wrong with it, as in `is a symbolic link`, or `undefined` when it is gone
 * @throws the system's error when it cannot be read for now
 */
export function openSpoolSegment(
  segment: Segment,
  owner: SegmentSource["owner"],
): OpenSegment | string | undefined {
  const descriptor = open(segment.path);
  if (typeof descriptor !== "number") return descriptor;
  const stats = fstatSync(descriptor);
  const fault = findSegmentFault(stats, owner === "user" ? segment.uid : owner);
  if (fault !== undefined) {
    closeSync(descriptor);
    return fault;
  }
  const key = readKey(descriptor, stats);
  return { ...segment, descriptor, bytes: stats.size, inode: stats.ino, key };
}

/** Neither followed nor waited for, whatever was put at its name. */
function open(path: string): number | string | undefined {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    const code = readErrorCode(error);
    if (code === "ENOENT") return undefined;
    if (code === "ELOOP" || code === "EMLINK") return "is a symbolic link";
    if (code === "ENXIO") return "is a socket";
    throw error;
  }
}

/** What is wrong with a file that is called like a segment: the same that a hook looks at. */
function findSegmentFault(stats: Stats, uid: number): string | undefined {
  if (stats.isDirectory()) return "is a directory";
  if (!stats.isFile()) return "is not a regular file";
  if (stats.nlink > 1) return `has ${stats.nlink} names; it must have one`;
  // Windows has no owners of this kind.
  if (uid >= 0 && stats.uid !== uid) return `belongs to user ${stats.uid}`;
  return undefined;
}

function readKey(descriptor: number, { ino }: Stats): string | undefined {
  const bytes = Buffer.alloc(KEY_BYTES);
  if (readSync(descriptor, bytes, 0, KEY_BYTES, 0) < KEY_BYTES) return undefined;
  return `${createHash("sha256").update(bytes).digest("hex").slice(0, 32)}-${ino}`;
}

/** Whether there is nothing in a segment that was not there when it was last read; saves opening it. */
export function isUnchanged(path: string, seen: { inode: number; bytes: number }): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats?.ino === seen.inode && stats.size === seen.bytes;
}
