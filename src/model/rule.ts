import type { Access, TextRole } from "./action.ts";
import type { Outcome, Severity } from "./finding.ts";

export type Maturity = "sandbox" | "incubating" | "stable" | "deprecated";
export type Mode = "observe" | "warn" | "enforce";
export type Profile = "standard" | "strict" | "observe";

/** What every rule has, whatever it looks for. */
export interface RuleMeta {
  /** `check/kebab-name`. */
  readonly id: string;
  readonly why: string;
  readonly instead: string;
  readonly severity: Severity;
  readonly outcome: Outcome;
  readonly maturity: Maturity;
  /** The profiles that the rule is part of. */
  readonly profiles: readonly Profile[];
}

/** A word of a pattern: a literal or a `minimatch` glob. */
export interface CommandPattern {
  /** Glob for the program's name. */
  readonly program: string;
  /** Flags that must be present, in canonical long or short form, in any order. */
  readonly flags: readonly string[];
  /** Globs for the operands, in order; a last `**` takes any number. Empty: any operands. */
  readonly operands: readonly string[];
  /** The pattern as the rule's author wrote it. */
  readonly source: string;
}

export interface CommandRule extends RuleMeta {
  readonly patterns: readonly CommandPattern[];
}

export interface PathRule extends RuleMeta {
  readonly access: readonly Access[];
  /** Globs against the absolute path; a leading `~/` is any home directory. */
  readonly paths: readonly string[];
  readonly except: readonly string[];
}

/** A list of things that are not secrets (gitleaks `[[allowlists]]`). */
export interface SecretAllowlist {
  readonly condition: "or" | "and";
  readonly regexes: readonly CompiledRegex[];
  readonly regexTarget: "secret" | "match" | "line";
  readonly paths: readonly CompiledRegex[];
  readonly stopwords: readonly string[];
}

/** A pattern in V8's syntax, translated from RE2 at build time. */
export interface CompiledRegex {
  readonly source: string;
  readonly flags: string;
}

/** A rule of the gitleaks configuration format, compiled. */
export interface SecretRule extends RuleMeta {
  readonly regex: CompiledRegex;
  /** Lower-case literals, one of which must be in the text. Empty: always tried. */
  readonly keywords: readonly string[];
  /** Shannon entropy that the secret must exceed, in bits a character; 0: none. */
  readonly entropy: number;
  /** Which group is the secret; 0: the first group that is not empty, or the whole match. */
  readonly secretGroup: number;
  readonly path: CompiledRegex | undefined;
  readonly allowlists: readonly SecretAllowlist[];
}

export interface SecretRules {
  readonly rules: readonly SecretRule[];
  readonly allowlists: readonly SecretAllowlist[];
}

export interface InjectionRule extends RuleMeta {
  /** `pattern` runs `patterns`; the others are detectors in code, tuned by data. */
  readonly detector: "pattern" | "hidden-text";
  readonly roles: readonly TextRole[];
  readonly patterns: readonly CompiledRegex[];
  /** Lower-case literals, one of which must be in the text before a pattern is tried. */
  readonly keywords: readonly string[];
}

/** What a tool call without a rule of its own means: none leaves it to the host's permissions. */
export interface ToolRule extends RuleMeta {
  /** Globs over tool names: `Write`, `mcp__*`. */
  readonly tools: readonly string[];
}

/** The policy: choices, not knowledge. */
export interface Policy {
  readonly profile: Profile;
  readonly mode: Mode;
  /** Per rule id: overrides the mode. */
  readonly ruleModes: Readonly<Record<string, Mode>>;
  /** The hook's own deadline in milliseconds, well below the host's `timeout`. */
  readonly deadlineMs: number;
  /** What Toolgate's own failure means. */
  readonly onFailure: "deny" | "ask";
  /** What an input that was not wholly understood means. */
  readonly onPartial: "allow" | "ask" | "deny";
  /** What a record that nothing protects from the user means (DESIGN §5.3, level `none`). */
  readonly onUnprotected: "allow" | "deny";
  /** In the allowlist profile: what a command that no rule names means. */
  readonly unlisted: "none" | "ask" | "deny";
  /** Bytes of unsent records a user may have in the spool. */
  readonly spoolQuotaBytes: number;
}

/** The compiled rules: all that the hot path reads. */
export interface RuleBundle {
  readonly format: 1;
  /** rules/VERSION. */
  readonly version: string;
  /** SHA-256 over the canonical JSON of everything but this field, hex. */
  readonly digest: string;
  readonly policy: Policy;
  readonly tools: readonly ToolRule[];
  readonly commands: readonly CommandRule[];
  readonly paths: readonly PathRule[];
  readonly secrets: SecretRules;
  readonly injection: readonly InjectionRule[];
  /** Flags that mean the same, per program: `rm` → `{ R: "recursive", r: "recursive" }`. */
  readonly flagAliases: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
