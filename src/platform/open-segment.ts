import { closeSync, constants, fstatSync, openSync, type Stats } from "node:fs";
import { join } from "node:path";
import { StageError } from "../model/stage.ts";
import { readErrorCode } from "../model/error-code.ts";

/** A user's segment, open for appending. */
export interface Segment {
  readonly descriptor: number;
  /** Its size when it was opened. */
  readonly bytes: number;
}

/** Whose segment, and how it is protected. */
export interface SegmentOwner {
  readonly uid: number;
  /** The group that the segment must have, where the group is what protects it. */
  readonly group: number | undefined;
}

/** More than this in one segment is a forwarder that has stopped, whatever the policy's quota says. */
export const MAX_SEGMENT_BYTES = 1024 * 1024 * 1024;

/** What may have been planted at the name must neither be followed nor waited for. */
const OPEN_FLAGS =
  constants.O_APPEND |
  constants.O_CREAT |
  constants.O_WRONLY |
  constants.O_NOFOLLOW |
  constants.O_NONBLOCK;

/** What the user's segment is called in the spool directory. */
function toSegmentName(uid: number): string {
  return `${uid}.seg`;
}

/**
 * Opens the user's segment, creating it. By name at each call: the forwarder moves segments away.
 *
 * @throws StageError("record") when there is none to append to, or it is not one to trust;
 *   the cause has the system's error code.
 */
export function openSegment(directory: string, owner: SegmentOwner): Segment {
  const descriptor = openAppending(join(directory, toSegmentName(owner.uid)));
  try {
    const stats = fstatSync(descriptor);
    const fault = findFault(stats, owner);
    if (fault !== undefined) throw new StageError("record", `the audit spool segment ${fault}`);
    return { descriptor, bytes: stats.size };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

function openAppending(path: string): number {
  try {
    return openSync(path, OPEN_FLAGS, 0o640);
  } catch (error) {
    const fault = describeOpenError(readErrorCode(error));
    throw new StageError("record", `the audit spool segment ${fault}`, { cause: error });
  }
}

function findFault(stats: Stats, owner: SegmentOwner): string | undefined {
  if (!stats.isFile()) return "is not a regular file";
  if (stats.nlink !== 1) return `has ${stats.nlink} names; it must have one`;
  if (stats.size > MAX_SEGMENT_BYTES) return `is full: more than ${MAX_SEGMENT_BYTES} bytes`;
  // Windows has neither owners nor groups of this kind.
  if (owner.uid >= 0 && stats.uid !== owner.uid) return `belongs to user ${stats.uid}`;
  if (owner.group !== undefined && stats.gid !== owner.group)
    return `belongs to group ${stats.gid}, not to the spool's`;
  return undefined;
}

const OPEN_ERRORS: Readonly<Record<string, string>> = {
  ELOOP: "is a symbolic link",
  EMLINK: "is a symbolic link",
  EISDIR: "is a directory",
  ENXIO: "is a pipe or a socket",
  ENOENT: "cannot be created: the spool directory is missing",
  ENOTDIR: "cannot be created: the spool is not a directory",
  EROFS: "cannot be opened: the file system is read-only",
  ENOSPC: "cannot be created: the disk is full",
  EDQUOT: "cannot be created: the disk quota is used up",
  EMFILE: "cannot be opened: no file descriptor is left",
  ENFILE: "cannot be opened: no file descriptor is left",
};

function describeOpenError(code: string): string {
  return OPEN_ERRORS[code] ?? `cannot be opened: ${code}`;
}
