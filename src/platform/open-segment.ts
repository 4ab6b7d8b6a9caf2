import { closeSync, constants } from "node:fs";
import { join } from "node:path";
import { StageError } from "../model/stage.ts";
import { type FileOwner, openOwnFile, type OwnFile } from "./open-own-file.ts";

/** More than this in one segment is a forwarder that has stopped, whatever the policy's quota says. */
export const MAX_SEGMENT_BYTES = 1024 * 1024 * 1024;

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
export function openSegment(directory: string, owner: FileOwner): OwnFile {
  const segment = open(join(directory, toSegmentName(owner.uid)), owner);
  if (segment.bytes <= MAX_SEGMENT_BYTES) return segment;
  closeSync(segment.descriptor);
  throw toError(`is full: more than ${MAX_SEGMENT_BYTES} bytes`);
}

function open(path: string, owner: FileOwner): OwnFile {
  try {
    return openOwnFile(path, constants.O_WRONLY, owner);
  } catch (error) {
    throw error instanceof Error ? toError(error.message, error.cause) : error;
  }
}

function toError(fault: string, cause?: unknown): StageError {
  return new StageError("record", `the audit spool segment ${fault}`, { cause });
}
