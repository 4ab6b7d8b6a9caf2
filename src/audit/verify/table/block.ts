/** What is known of a line beside its numbers; together less than 64. */
export const FLAG = {
  /** A hook's record, not an entry of the forwarder. */
  record: 1,
  /** Has a signature. */
  signed: 2,
  /** Its signature is the log's own key's; where no key is given, that it has one. */
  valid: 4,
  /** The forwarder was told to stop. */
  stop: 8,
  /** The forwarder's word of something wrong, the one entry that is not signed. */
  incident: 16,
  /** The same line stands before it in its source. */
  again: 32,
} as const;

/** Where a line stands, by the number of its file. */
export interface RowPlace {
  readonly file: number;
  readonly line: number;
  readonly offset: number;
}

/** One line, with tags (`LineTags`) for its hash and the one that it names as that of the line before it. */
export interface TaggedRow extends RowPlace {
  readonly seq: number;
  readonly at: number;
  readonly flags: number;
  /** The number of the key that has signed it (`KeyFinder`). */
  readonly key: number;
  readonly tag: number;
  readonly prev: number;
}

/** Lines of one unit that were read one after the other. */
export interface Block {
  readonly size: number;
  seq(nth: number): number;
  time(nth: number): number;
  place(nth: number): RowPlace;
  key(nth: number): number;
  flags(nth: number): number;
  setFlags(nth: number, flags: number): void;
  tag(nth: number): number;
  prev(nth: number): number;
}
