import type { AuditPolicy } from "./audit-policy.ts";
import type { EnginePolicy } from "./engine.ts";
import type { TextRole } from "./action.ts";

export type Mode = "observe" | "warn" | "enforce";
/** What comes of what no rule names. */
export type Unlisted = "none" | "ask" | "deny";
/** How sure it is that a secret is one: its issuer was asked, its own shape or place tells, or only a name beside it. */
export type Sureness = "verified" | "specific" | "generic";
/** What comes of a secret. */
export type SecretAction = "warn" | "mask" | "ask" | "deny";
/** By where a secret stands and how sure it is; what is not said is the rule's own outcome. */
export type SecretPolicy = Readonly<
  Partial<Record<TextRole, Readonly<Partial<Record<Sureness, SecretAction>>>>>
>;
/**
 * What comes of personal data: `record` only writes it down, `mask` has it masked: in what a tool has answered by us, in
 * what is about to be said by who says it.
 */
export type PiiAction = "record" | "warn" | "mask" | "ask" | "deny";
/** By where it stands; what is not said is the rule's own outcome. */
export type PiiActions = Readonly<Partial<Record<TextRole, PiiAction>>>;
export type Profile = "standard" | "strict" | "observe";

/**
 * What is asked about in a session that has read a text that may be an instruction: `upload`, what sends data to
 * another machine; `request`, everything that talks to one; `warned`, what a rule warns of.
 */
export type TaintedCall = "upload" | "request" | "warned";

export interface TaintPolicy {
  /** How long a text counts. */
  readonly minutes: number;
  /** Empty: nothing is noted, nothing asked. */
  readonly askFor: readonly TaintedCall[];
}

/** The policy: choices, not knowledge. */
export interface Policy {
  readonly profile: Profile;
  readonly mode: Mode;
  /** Per rule id: overrides the mode, and the day with it. */
  readonly ruleModes: Readonly<Record<string, Mode>>;
  /** What `enforce` means before this time, in milliseconds since the epoch, is `warn`. */
  readonly enforceFrom?: number;
  /** The same per rule id. */
  readonly ruleEnforceFrom: Readonly<Record<string, number>>;
  /** The hook's own deadline in milliseconds, well below the host's `timeout`. */
  readonly deadlineMs: number;
  /** What Toolgate's own failure means. */
  readonly onFailure: "deny" | "ask";
  /** What an input that was not wholly understood means. */
  readonly onPartial: "allow" | "ask" | "deny";
  /** What a record that nothing protects from the user means (docs/THREAT-MODEL.md, level `none`). */
  readonly onUnprotected: "allow" | "deny";
  /** In the allowlist profile: what a command that no rule names means. */
  readonly unlisted: Unlisted;
  /** What an MCP tool means that no rule names. */
  readonly unlistedTools: Unlisted;
  /** What a host means that no rule names. */
  readonly unlistedHosts: Unlisted;
  /** What comes of having read a doubtful text. Absent: nothing. */
  readonly taint?: TaintPolicy;
  /** Bytes of unsent records a user may have in the spool. */
  readonly spoolQuotaBytes: number;
  /** What records tell, and where they go. Absent: `DEFAULT_AUDIT`. */
  readonly audit?: AuditPolicy;
  /** Engines beside the embedded checks, those that are not switched off. Absent: none. */
  readonly engines?: readonly EnginePolicy[];
  /** Globs over tools whose input may be masked and the call approved with it. Absent: none. */
  readonly autoApprove?: readonly string[];
  /** Absent: every rule's own outcome. */
  readonly secrets?: SecretPolicy;
  /** The company's key of fingerprints; absent: one that everybody knows. */
  readonly fingerprintKey?: string;
}
