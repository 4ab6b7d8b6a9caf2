/** One line of the sealed log, as it is shipped. */
export interface SealedLine {
  readonly seq: number;
  /** Without the newline. */
  readonly bytes: Uint8Array;
}

/** Somewhere that sealed lines go: Firehose, a file, a collector, a syslog receiver. */
export interface Sink {
  /** As the policy names it: one queue, one cursor. */
  readonly name: string;
  /** The most that one delivery may have (lines count with their newline), and how many may be under way at once. */
  readonly limits: { readonly lines: number; readonly bytes: number; readonly inFlight: number };
  /**
   * Hands lines over, in order. Never throws: what went wrong is part of the answer.
   *
   * @param signal Ends the attempt; what is then not known to be delivered counts as failed.
   */
  readonly deliver: (lines: readonly SealedLine[], signal: AbortSignal) => Promise<Delivery>;
  readonly close: () => Promise<void>;
}

/** What came of a delivery. */
export type Delivery =
  | {
      readonly state: "delivered";
      /** Lines that the receiver has taken and will not keep, without saying which: sending them again would not help. */
      readonly refused?: { readonly lines: number; readonly reason: string };
    }
  | {
      readonly state: "failed";
      /** Places in the batch of the lines that have to be sent again, ascending; the others have arrived. */
      readonly failed: readonly number[];
      /** What is wrong and what to do, in one sentence, without a value of a credential. */
      readonly reason: string;
      /** The receiver asks for less, and perhaps says when. */
      readonly throttled: boolean;
      readonly retryAfterMs?: number;
    };
