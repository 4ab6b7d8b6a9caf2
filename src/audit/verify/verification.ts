import type { Anchor } from "./anchor.ts";
import type { Unsealed } from "./check/unsealed.ts";
import type { Faults } from "./finding.ts";
import type { Skipped } from "./source/list-sources.ts";
import type { SpoolReport } from "./spool/verify-spool.ts";

/**
 * `proven`: every line up to the last checkpoint is there, once, as it was sealed. `chain only`: so it is if nobody
 * has made all hashes anew; no key was given to tell. `not proven`: nothing signed is there, or nothing tells that the log
 * ends where it does.
 */
export type Verdict = "proven" | "chain only" | "not proven" | "faults";

/** A line's number and time. */
export interface LinePoint {
  readonly seq: number;
  readonly at: number;
}

/** What is known of one log in one source. */
export interface LogReport {
  readonly log: string;
  readonly source: string;
  readonly machine: string | undefined;
  /** The file of the key that has signed it. */
  readonly key: string | undefined;
  readonly verdict: Verdict;
  /** Each line once. */
  readonly lines: number;
  readonly records: number;
  readonly checkpoints: number;
  readonly first: LinePoint | undefined;
  readonly last: LinePoint | undefined;
  readonly sealedTo: LinePoint | undefined;
  readonly unsealed: Unsealed | undefined;
  /** How often a line came again, and one behind a later one: no faults in what was delivered. */
  readonly again: number;
  readonly reordered: number;
  readonly notes: readonly string[];
}

/** What `verify` has found. */
export interface Verification {
  readonly verdict: Verdict;
  readonly faults: Faults;
  readonly logs: readonly LogReport[];
  readonly spools: readonly SpoolReport[];
  readonly skipped: readonly Skipped[];
  readonly files: number;
  readonly bytes: number;
  /** The last line of each log without a fault that a signature vouches for. */
  readonly anchors: readonly Anchor[];
}
