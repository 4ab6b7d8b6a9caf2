import type { Finding } from "./finding.ts";

/** Something that looks at texts beside the embedded checks. */
export type EngineName = "gitleaks" | "trufflehog";

/**
 * When an engine looks: at every text, only at texts in which the embedded check found something, or only at what a
 * tool has answered.
 */
export type EngineRun = "always" | "on_candidate" | "after";

/** What the policy says of any engine that it does not switch off. */
interface EngineTerms {
  readonly name: EngineName;
  readonly run: EngineRun;
  /** How long it may take, in milliseconds, if so much is left of the event's own deadline. */
  readonly deadlineMs: number;
  /** What it means that the engine could not do its work; `ignore` is for the record alone. */
  readonly onFailure: "deny" | "ask" | "warn" | "ignore";
  /** What a finding comes to that is not verified; a verified one is denied. */
  readonly outcome: "deny" | "ask" | "warn";
}

/** A scanner: a program of this machine that reads texts from its standard input. */
export interface ScannerPolicy extends EngineTerms {
  /** Of the executable, absolute. */
  readonly path: string;
  /** Its rules: a file's absolute path, Toolgate's own `secrets.toml`, or what it brings itself. */
  readonly config: string | "toolgate" | "builtin";
  readonly version: VersionRange;
  /** TruffleHog tries each secret at its provider, and tells only those that work. */
  readonly onlyVerified: boolean;
}

export type EnginePolicy = ScannerPolicy;

/** Major, minor, patch. */
export type Version = readonly [number, number, number];

/** The versions from the first on, below the second. */
export interface VersionRange {
  readonly from: Version;
  readonly below: Version;
}

/** What came of one engine's look at one event. */
export interface EngineReport {
  readonly engine: EngineName;
  readonly run: EngineRun;
  /** As the engine says it; absent where it came to say nothing. */
  readonly version?: string;
  /** How many texts it was to look at, and how long they are together, in bytes of UTF-8. */
  readonly texts: number;
  readonly bytes: number;
  /** Microseconds. */
  readonly took: number;
  /** Why it could not do its work; absent where it could. One clause, which quotes nothing of the texts. */
  readonly failure?: string;
  /** The user whose call it is can change the engine or its rules. */
  readonly unprotected?: true;
  /** What it found beyond what the embedded checks had found, or its failure, as far as it counts. */
  readonly findings: readonly Finding[];
}
