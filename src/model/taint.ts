/** A text that was noted in a session: it may be an instruction, and the agent has read it. */
export interface Taint {
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** Id of the record of the call that brought it. */
  readonly record: string;
  /** Where it stood, for the message: `Read /home/dev/notes.md, line 12`. */
  readonly place: string;
}

/** It cannot be told any more what sessions have read; a clause says why. */
export interface TaintDoubt {
  readonly doubt: string;
}

/** What the sessions of the user have read; see docs/adr/0011. */
export interface TaintLog {
  /**
   * The last text that was noted in a session since a time; undefined: none.
   *
   * @param since Milliseconds since the epoch.
   * @throws StageError("taint") when it cannot be read.
   */
  readonly find: (session: string, since: number) => Taint | TaintDoubt | undefined;
  /** @throws StageError("taint") when it is not wholly noted. */
  readonly note: (session: string, taint: Pick<Taint, "time" | "place">) => void;
}

/** What an event has to do with it. */
export type TaintResult =
  /** The call would be asked about for this. */
  | { readonly of: Taint | TaintDoubt }
  /** What the event brought was noted, or had been a short while before. */
  | { readonly noted: true };
