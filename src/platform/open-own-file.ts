import { closeSync, constants, fstatSync, openSync, type Stats } from "node:fs";
import { readErrorCode } from "../model/error-code.ts";

/** Whose file, and how it is protected. */
export interface FileOwner {
  readonly uid: number;
  /** The group that the file must have, where the group is what protects it. */
  readonly group: number | undefined;
}

/** An open file of the spool's. */
export interface OwnFile {
  readonly descriptor: number;
  /** Its size when it was opened. */
  readonly bytes: number;
}

/** What may have been planted at the name must neither be followed nor waited for. */
const OPEN_FLAGS =
  constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Opens a file of the user's in the spool for appending, creating it.
 *
 * @param access O_WRONLY or O_RDWR.
 * @throws Error whose message is what is wrong with the file, as in `is a directory`; its cause is the system's, if any
 */
export function openOwnFile(path: string, access: number, owner: FileOwner): OwnFile {
  const descriptor = open(path, OPEN_FLAGS | access);
  try {
    const stats = fstatSync(descriptor);
    const fault = findFault(stats, owner);
    if (fault !== undefined) throw new Error(fault);
    return { descriptor, bytes: stats.size };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

function open(path: string, flags: number): number {
  try {
    return openSync(path, flags, 0o640);
  } catch (error) {
    throw new Error(describeOpenError(readErrorCode(error)), { cause: error });
  }
}

function findFault(stats: Stats, owner: FileOwner): string | undefined {
  if (!stats.isFile()) return "is not a regular file";
  if (stats.nlink !== 1) return `has ${stats.nlink} names; it must have one`;
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
