import type { Location, Slot } from "./action.ts";
import type { EngineName } from "./engine.ts";

/** The checks, in the order in which they run. `self` is Toolgate's own word on its own failure. */
export type CheckName =
  | "command"
  | "path"
  | "egress"
  | "mcp"
  | "permission"
  | "secret"
  | "injection"
  | "pii"
  | "self";

export type Severity = "low" | "medium" | "high" | "critical";
export type Confidence = "low" | "medium" | "high";

/** From the weakest to the strictest; the strictest wins. */
export type Outcome = "allow" | "warn" | "ask" | "deny";

/** What was seen, without saying what it was: a mask and a keyed hash. Never the secret. */
export interface Evidence {
  /** As in `ghp_…(40)`; at most 80 characters. */
  readonly masked: string;
  /** Keyed hash by which an exception can name it; only of a secret that cannot be guessed (docs/adr/0009). */
  readonly fingerprint?: string;
}

/**
 * A stretch of a string of the event, to be masked in what the model or the record gets.
 * Offsets are UTF-16 units, `end` is exclusive.
 */
export interface Span {
  readonly slot: Slot;
  readonly start: number;
  readonly end: number;
  /** What stands in its place: `[secret: github-pat]`. */
  readonly label: string;
}

/** Whether a secret was tried at its provider: it works, it does not, or nobody could tell. */
export type Verification = "verified" | "not-live" | "indeterminate";

/** One match of one rule. */
export interface Finding {
  /** `check/kebab-name`, stable for ever. */
  readonly rule: string;
  readonly check: CheckName;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /**
   * What the rule asks for; the policy may soften it. `allow` where an exception holds, and where a secret in a
   * file is left to be masked when it has been read.
   */
  readonly outcome: Outcome;
  /** The exception that holds. */
  readonly exception?: string;
  readonly at: Location;
  /** The file that it stands in, absolute, where the event only names it; `at` is then where it does so. */
  readonly path?: string;
  /** One clause: what is wrong. */
  readonly why: string;
  /** One clause: what is allowed instead. */
  readonly instead: string;
  readonly evidence: Evidence;
  /** Of a secret: whether the model has it already. Absent where that is not known. */
  readonly seen?: boolean;
  /** How sure a classifier is, from 0 to 1. Absent where none was asked. */
  readonly score?: number;
  /** Absent when what was found does not stand verbatim in the event. */
  readonly span?: Span;
  /** Stretches that this finding tells of too: the rest of very many. */
  readonly more?: readonly Span[];
  /** The policy wants the call to run with the spans masked, approved, rather than not at all. */
  readonly rewrite?: true;
  /** The engine that found it; absent: an embedded check. */
  readonly engine?: EngineName;
  /** Absent where nobody tried. */
  readonly verification?: Verification;
}

/** Every stretch that a finding tells of. */
export function spansOf({ span, more = [] }: Pick<Finding, "span" | "more">): readonly Span[] {
  return span === undefined ? more : [span, ...more];
}
