import type { Access, TextRole } from "./action.ts";
import type { Outcome, Severity } from "./finding.ts";
import type { Feed, Origin } from "./invocation.ts";

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

/**
 * Globs of which one must match, braces already expanded. `*`, `?`, `[…]` and `\` are special and a
 * literal is a glob without them; see docs/PATTERNS.md.
 */
export type GlobSet = readonly string[];

/** What an invocation must look like. Everything that a pattern does not say is free. */
export interface CommandPattern {
  /** Globs for the program's name, lower case. Empty: a program that is dynamic, and no other. */
  readonly programs: GlobSet;
  /** Flags that must be present, in any order: `--name`, `-x`, `--name=value`, canonical, each a glob. */
  readonly flags: readonly GlobSet[];
  /** Flags of which none may be present. */
  readonly without: readonly string[];
  /** Globs for all of the operands, in order; `**` takes any number, and ends most patterns. */
  readonly operands: readonly GlobSet[];
  /** What must feed the standard input. */
  readonly feed?: Feed["kind"];
  /** Globs for the target of one redirection. */
  readonly redirect?: GlobSet;
  /** Globs for targets of which no redirection counts. */
  readonly redirectExcept?: GlobSet;
  /** Globs for one assignment before the command, as `NAME=value`. */
  readonly assigns?: GlobSet;
  /** Globs for a program that runs somewhere in the same command line. */
  readonly alongside?: GlobSet;
  /** One operand, or flag's value, must be dynamic. */
  readonly unknownOperand?: true;
  /** The text that runs as the command comes from there. */
  readonly codeFrom?: Origin;
  /** Its input, an operand or a flag's value, or a file that one names, comes from there. */
  readonly dataFrom?: Origin;
  /** It runs in the body of the function of its own name. */
  readonly recursive?: true;
  /** The pattern as the rule's author wrote it. */
  readonly source: string;
}

export interface CommandRule extends RuleMeta {
  readonly patterns: readonly CommandPattern[];
}

/** How a program reads its own words, as far as matching needs it. */
export interface ProgramFacts {
  /** Flags that mean the same, with their dashes: `-r` → `--recursive`. */
  readonly aliases: Readonly<Record<string, string>>;
  /** Flags that take a value: `-C`, `--git-dir`. The next word is theirs unless the value is joined. */
  readonly valued: readonly string[];
  /** `words`: `-delete` is one flag, not six letters. */
  readonly style: "clusters" | "words";
}

/** A rule over absolute, folded (lower case, NFKC) paths. */
export interface PathRule extends RuleMeta {
  /** `mention` surfaces count as `read` too. */
  readonly access: readonly Access[];
  /** Globs by segment, folded; `~/` at the start is any home directory, `/**` at the end the directory too. */
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
  /** A stopword allows only what is nothing without it: not a token that it stands in or beside. */
  readonly wholeOnly?: true;
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
  /** Lower-case literals that the format's secrets begin with: what a mask may show of one. */
  readonly prefixes?: readonly string[];
  /** Literals, case and all, one of which every match begins with: found faster than the pattern. */
  readonly starts?: readonly string[];
  /** The texts that the rule looks at; absent: all. */
  readonly roles?: readonly TextRole[];
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
  readonly except: readonly string[];
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
  /** What a record that nothing protects from the user means (docs/THREAT-MODEL.md, level `none`). */
  readonly onUnprotected: "allow" | "deny";
  /** In the allowlist profile: what a command that no rule names means. */
  readonly unlisted: "none" | "ask" | "deny";
  /** Bytes of unsent records a user may have in the spool. */
  readonly spoolQuotaBytes: number;
}

/** Where a rule's pattern stands: number of the rule, number of the pattern in it. */
export type Position = readonly [rule: number, pattern: number];

/** Which patterns could be about a program or a path, so that ten times the rules cost no more. */
export interface RuleIndex {
  /** By program, for programs without wildcards. */
  readonly programs: Readonly<Record<string, readonly Position[]>>;
  /** Command patterns whose program is a glob. */
  readonly programGlobs: readonly Position[];
  /** Command patterns for a program that is dynamic. */
  readonly dynamic: readonly Position[];
  /** Path globs by a segment that they need (`etc`), or an extension of their last one (`*.pem`). */
  readonly segments: Readonly<Record<string, readonly Position[]>>;
  /** Path globs that need no particular segment. */
  readonly floating: readonly Position[];
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
  /** Over `commands` and `paths`. */
  readonly index: RuleIndex;
  readonly secrets: SecretRules;
  /**
   * Every keyword of the secret rules once, in lower case: a text without any of them needs none of the
   * rules. Empty when some rule has no keyword, and so every text needs them.
   */
  readonly secretKeywords: readonly string[];
  readonly injection: readonly InjectionRule[];
  /** By program, and by program and subcommand: `git`, `git commit`. */
  readonly programs: Readonly<Record<string, ProgramFacts>>;
  /** Variables, as globs, that make a program run something else: an allow rule does not hold beside them. */
  readonly hijackingVariables: readonly string[];
}
