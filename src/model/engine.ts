import type { TextRole } from "./action.ts";
import type { Finding } from "./finding.ts";

/** A program of this machine. */
export type ScannerName = "gitleaks" | "trufflehog";

/** Something that is asked over HTTP. */
export type ServiceName = "lakera" | "llm-guard";

/** Something that looks at texts beside the embedded checks. */
export type EngineName = ScannerName | ServiceName;

/**
 * When an engine looks: at every text, only at texts in which the embedded check found something, or only at what a
 * tool has answered.
 */
export type EngineRun = "always" | "on_candidate" | "after";

/** What the policy says of any engine that it does not switch off. */
interface EngineTerms {
  readonly run: EngineRun;
  /** How long it may take, in milliseconds, if so much is left of the event's own deadline. */
  readonly deadlineMs: number;
  /** What it means that the engine could not do its work; `ignore` is for the record alone. */
  readonly onFailure: "deny" | "ask" | "warn" | "ignore";
  /** What a finding comes to; one of a secret that is verified is denied. */
  readonly outcome: "deny" | "ask" | "warn";
}

/** A scanner: a program of this machine that reads texts from its standard input. */
export interface ScannerPolicy extends EngineTerms {
  readonly name: ScannerName;
  /** Of the executable, absolute. */
  readonly path: string;
  /** Its rules: a file's absolute path, Toolgate's own `secrets.toml`, or what it brings itself. */
  readonly config: string | "toolgate" | "builtin";
  readonly version: VersionRange;
  /** TruffleHog tries each secret at its provider, and tells only those that work. */
  readonly onlyVerified: boolean;
}

/** A service, which gets the texts over the network. */
interface ServiceTerms extends EngineTerms {
  /** What its paths are appended to, without a slash at its end: https, or http to this machine itself. */
  readonly url: string;
  /** The file with its key, absolute. Absent: it wants none. */
  readonly keyFile?: string;
  /** The only authorities whose certificates count, PEM, absolute. Absent: those that Node brings. */
  readonly caFile?: string;
  /** The texts that it gets: those of these roles. */
  readonly roles: readonly TextRole[];
}

/** How sure Lakera is, from 1, confident, to 5, unlikely. */
export type LakeraLevel = 1 | 2 | 3 | 4 | 5;

export interface LakeraPolicy extends ServiceTerms {
  readonly name: "lakera";
  /** The weakest level that counts as found. */
  readonly blockAt: LakeraLevel;
  /** Whose policy Lakera judges by. Absent: its default. */
  readonly projectId?: string;
}

export interface LlmGuardPolicy extends ServiceTerms {
  readonly name: "llm-guard";
  /** The least risk, from 0 to 1, that counts as found; per scanner, and of all others. */
  readonly thresholds: Readonly<Record<string, number>>;
  readonly threshold: number;
  /** Whether what it has blotted out in a tool's answer is masked, instead of the whole answer withheld. */
  readonly mask: boolean;
  /** Which of its two lists of scanners looks at what tools answer. */
  readonly answersTo: "output" | "prompt";
}

export type ServicePolicy = LakeraPolicy | LlmGuardPolicy;

export type EnginePolicy = ScannerPolicy | ServicePolicy;

/** Major, minor, patch. */
export type Version = readonly [number, number, number];

/** The versions from the first on, below the second. */
export interface VersionRange {
  readonly from: Version;
  readonly below: Version;
}

/** What has left this process for a service. */
export interface Sent {
  /** As in the policy's URL, with its port where that is not the usual one. */
  readonly host: string;
  /** How often it was asked, attempts again among them. */
  readonly requests: number;
  /** Bytes of the texts in those requests, in UTF-8. */
  readonly bytes: number;
  /** Where in the event the texts stand. */
  readonly fields: readonly string[];
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
  /** Absent where nothing was sent anywhere. */
  readonly sent?: Sent;
  /** What it found beyond what the embedded checks had found, or its failure, as far as it counts. */
  readonly findings: readonly Finding[];
}
