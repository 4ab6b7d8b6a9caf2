import { closeSync } from "node:fs";
import { readBootId } from "./boot-id.ts";
import { createSpool } from "../audit/spool/create-spool.ts";
import { createKeyedHash } from "../hash/keyed-hash.ts";
import { createFailedTaintLog, createTaintLog } from "../audit/taint/taint-log.ts";
import type { Integrity, Layout } from "../model/installation.ts";
import type { Spool } from "../model/record.ts";
import type { TaintLog } from "../model/taint.ts";
import { StageError } from "../model/stage.ts";
import { readUid } from "./actor.ts";
import { readErrorCode } from "../model/error-code.ts";
import type { FileOwner } from "./open-own-file.ts";
import { openSegment } from "./open-segment.ts";
import { openTaintFiles } from "./open-taint-files.ts";
import { readSpoolKey } from "./read-key.ts";

/** New files are for the owner and the spool's group, whatever mask the user has set. */
const SPOOL_UMASK = 0o027;

/** For the rest of the process: what it creates is the user's alone. */
const LATER_UMASK = 0o077;

/** What only the group reaches, open. */
export interface Taken {
  readonly spool: Spool;
  readonly taint: TaintLog;
}

/** There is no way to the spool from this process; there may be one by the forwarder. */
export class UnreachableSpoolError extends StageError {}

/**
 * The first thing that runs: takes with the setgid group what only that group reaches (the user's
 * segment of the spool, what was noted of his sessions, the key) and lowers the group for good, also when it throws. What is read
 * or spawned afterwards has the user's own rights.
 *
 * The saved group stays raised, since Node cannot set it; it is gone after any `exec`, and nothing
 * sets the effective group again but `withSpoolGroup`.
 *
 * @throws UnreachableSpoolError("privilege") when there is no way to the spool; StageError("privilege") when the group
 *   or the key cannot be had; StageError("record") when the segment is missing, full or not one to trust.
 */
export function takePrivileges(layout: Layout): Taken {
  process.umask(SPOOL_UMASK);
  try {
    return openAll(layout);
  } finally {
    process.umask(LATER_UMASK);
    lowerGroup();
  }
}

function openAll(layout: Layout): Taken {
  const uid = readUid();
  const integrity = toIntegrity(layout);
  const group = integrity === "setgid" ? process.getegid?.() : undefined;
  try {
    // The segment first: if the group did not take, this is what says so.
    const segment = openSegment(layout.spool, { uid, group });
    const key = keepOrClose(segment.descriptor, () => readSpoolKey(layout.keys));
    const spool = createSpool({ segment, uid, integrity, key, readBootId });
    return { spool, taint: openTaint(layout.spool, { uid, group }, { key, spool }) };
  } catch (error) {
    throw explain(error, layout);
  }
}

/** Few calls need it: what is wrong with it is a failure of those. */
function openTaint(
  directory: string,
  owner: FileOwner,
  { key, spool }: { readonly key: Uint8Array; readonly spool: Spool },
): TaintLog {
  try {
    const files = openTaintFiles(directory, owner, Date.now());
    return createTaintLog({ files, hash: createKeyedHash(key), recordId: spool.nextId });
  } catch (error) {
    return createFailedTaintLog(error);
  }
}

function keepOrClose<T>(descriptor: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

/** A trial tree is the user's own: no group could protect it from him. */
function toIntegrity(layout: Layout): Integrity {
  const raised = process.getegid?.() !== process.getgid?.();
  return raised && layout.installation === "system" ? "setgid" : "none";
}

/** What opening the segment says where it is out of reach: refused, not part of this container, shown read-only. */
const OUT_OF_REACH = /^(?:EACCES|EPERM|ENOENT|ENOTDIR|EROFS)$/;

/** A spool that is out of this process's reach is a matter of privilege, and perhaps the forwarder's to take. */
function explain(error: unknown, layout: Layout): unknown {
  const code = error instanceof Error ? readErrorCode(error.cause) : "";
  if (layout.installation !== "system" || !OUT_OF_REACH.test(code)) return error;
  const message =
    code === "EACCES"
      ? "the audit spool is not reachable: the setgid bit did not take (no_new_privs or nosuid?)"
      : `the audit spool is not reachable: ${code}`;
  return new UnreachableSpoolError("privilege", message, { cause: error });
}

/** The group that was given up, where there was one. */
let given: number | undefined;

/**
 * Does something with the spool's group, for what is only wanted by few events and known late: the key of a service that
 * the policy names, the state beside the spool. Nothing else runs meanwhile, for `work` is synchronous; it must open no
 * path but those, and start no process.
 *
 * @throws StageError("privilege") when the group cannot be given up again; else whatever `work` throws
 */
export function withSpoolGroup<T>(work: () => T): T {
  if (given === undefined) return work();
  process.setegid?.(given);
  try {
    return work();
  } finally {
    lowerGroup();
  }
}

function lowerGroup(): void {
  const real = process.getgid?.();
  const effective = process.getegid?.();
  if (real === undefined || effective === real) return;
  given = effective;
  process.setegid?.(real);
  if (process.getegid?.() !== real)
    throw new StageError("privilege", "the setgid group could not be given up");
}
