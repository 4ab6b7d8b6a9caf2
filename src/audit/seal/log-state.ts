/** How much of a log is what, since it began. */
export interface Counts {
  readonly records: number;
  /** Lines of the spool that were none. */
  readonly torn: number;
  readonly forged: number;
  readonly unsealable: number;
}

export const NO_COUNTS: Counts = { records: 0, torn: 0, forged: 0, unsealable: 0 };

/** How far a segment is sealed. */
export interface Position {
  /** Its name when it was last seen. */
  readonly segment: string;
  /** What tells it from every other segment, also under another name. */
  readonly key: string;
  /** Bytes of it that are sealed. */
  readonly offset: number;
}

/** Everything that the end of a log says; a value, so that a step that fails leaves the one before. */
export interface LogState {
  /** 32 hex digits. */
  readonly log: string;
  /** Of the line that comes next. */
  readonly seq: number;
  /** Hash of the last line. */
  readonly prev: string;
  /** The file that is written, and how many bytes it has. */
  readonly file: string;
  readonly offset: number;
  readonly counts: Counts;
  /** By key. */
  readonly positions: ReadonlyMap<string, Position>;
  /** Lines since the last signed entry. */
  readonly unsigned: number;
  /** When that was, milliseconds since the epoch. */
  readonly signedAt: number;
}
