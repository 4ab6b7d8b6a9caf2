import type { Head } from "./file-log-reader.ts";

/** How many lines of the spool were what, since the log began. */
export interface SealCounts {
  readonly records: number;
  readonly torn: number;
  readonly forged: number;
  readonly unsealable: number;
}

export interface SealRound {
  /** There is more in the spool: ask again at once. */
  readonly more: boolean;
  /** Users of whom nothing more is taken until some of theirs is sent. */
  readonly full: readonly number[];
  /** Sentences, the same again each round for as long as they last. */
  readonly faults: readonly string[];
}

/** What the forwarder asks of the sole writer of the sealed log. */
export interface Sealing {
  /** Seals what is in the spool now. */
  readonly round: () => SealRound;
  /** Writes the entry that says so, and lets go of the log; returns what went wrong. */
  readonly stop: () => string | undefined;
  /** Where the lines that are on the disk end. */
  readonly head: Head;
  readonly counts: SealCounts;
  /** Deletes the files of the log whose lines all come before. */
  readonly forget: (beforeSeq: number) => void;
}
