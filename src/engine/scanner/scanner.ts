import type { ScannerName, ScannerPolicy } from "../../model/engine.ts";
import type { Verification } from "../../model/finding.ts";
import type { Version } from "../../model/engine.ts";
import type { Ended } from "./run-program.ts";

/** One secret that a scanner reports, as far as it says where. */
export interface ScannerMatch {
  /** The scanner's own name for what it is. */
  readonly rule: string;
  /** The secret, and other spellings of it or parts beside it: the first that stands in the text is where it is. */
  readonly values: readonly string[];
  /** Parts of it that are masked wherever they stand besides. */
  readonly parts: readonly string[];
  /** First and last line in the scanner's input, from 1; absent: anywhere in it. */
  readonly lines?: readonly [number, number];
  readonly verification?: Verification;
}

/** What a scanner said, understood as a whole. */
export interface ScannerReport {
  readonly version: Version | undefined;
  readonly matches: readonly ScannerMatch[];
}

/** How one scanner is started and understood. */
export interface Scanner {
  readonly name: ScannerName;
  /** What texts may hold that would make it look away, with what is put in its place; of the same length. */
  readonly defused: readonly (readonly [string, string])[];
  /** @param config absolute; absent: its own rules. */
  readonly toArguments: (policy: ScannerPolicy, config: string | undefined) => readonly string[];
  /** Asks for the version, where the report does not tell it. */
  readonly versionArguments?: readonly string[];
  readonly readVersion?: (stdout: string) => Version | undefined;
  /**
   * @param bytes of the whole input: less than that was not looked at.
   * @throws EngineFailure for everything that is not a whole report.
   */
  readonly readReport: (ended: Ended, bytes: number) => ScannerReport;
}
