import { LogSealer } from "./log-sealer.ts";
import type { Counts } from "./log-state.ts";
import type { KnownLine } from "./open-log.ts";
import { makeDirectory } from "../disk/own-files.ts";
import type { RoundReport } from "./round.ts";
import type { SegmentSource } from "./segments.ts";
import { becomeSingleWriter } from "./single-writer.ts";

/** What a sealer is opened with. */
export interface SealerOptions {
  /** Directory of the forwarder's own, absolute; made where there is none. */
  readonly audit: string;
  readonly sources: readonly SegmentSource[];
  /** The machine's name. */
  readonly host: string;
  /** The most that a user may have sealed and not sent; as much again may wait in his segments. */
  readonly quotaBytes: number;
  readonly heartbeatSeconds: number;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** Bytes of a user's sealed lines that are still to be sent, `RoundReport.taken` of all rounds included. */
  readonly unsentOf: (uid: number) => number;
  /** Of every sink the last line that it has got. */
  readonly known?: readonly KnownLine[];
  /** A segment with more is moved away. Default: 8 MiB or a quarter of the quota, whichever is less. */
  readonly largeSegmentBytes?: number;
}

/** Up to where the log is on the disk: `seq` and `offset` are of the line that comes next. */
export interface Head {
  readonly log: string;
  readonly seq: number;
  readonly file: string;
  readonly offset: number;
}

/** The only writer of a sealed log. */
export interface Sealer {
  /** Seals what is in the spool now. Never throws. */
  readonly round: () => RoundReport;
  /** Signs the log's end and gives it up; returns what went wrong, if anything did. */
  readonly stop: () => string | undefined;
  readonly head: Head;
  readonly counts: Counts;
  /** Where the log's files are. */
  readonly directory: string;
  /** Deletes the files in which every line is before this one. */
  readonly forget: (beforeSeq: number) => void;
}

/**
 * Takes the machine's sealed log for this process alone: before whatever else only one forwarder may have.
 *
 * @param audit Directory of the forwarder's own, absolute; made where there is none.
 * @returns gives it up
 * @throws Error that says why not: another forwarder has it
 */
export function holdLog(audit: string): () => void {
  makeDirectory(audit);
  return becomeSingleWriter(audit);
}

/**
 * Opens the machine's sealed log for writing and signs that it did. Everything that is in the log stays taken, wherever
 * the last forwarder ended.
 *
 * @param release Gives the log up when this sealer stops. Default: it is held from now until then.
 * @throws Error that says why not: another forwarder has it, a key that is none, a disk that is full
 */
export function openSealer(options: SealerOptions, release = holdLog(options.audit)): Sealer {
  try {
    return new LogSealer(options, release);
  } catch (error) {
    release();
    throw error;
  }
}
