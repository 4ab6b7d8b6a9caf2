import type { Access, TextRole } from "./action.ts";
import type { Outcome, Severity } from "./finding.ts";
import type { Feed, Origin } from "./invocation.ts";
import type { Profile } from "./policy.ts";

export type Maturity = "sandbox" | "incubating" | "stable" | "deprecated";
/**
 * Where a rule or an exception applies. Of each list that is given one glob must match; what is absent
 * does not matter. Compared in lower case.
 */
export interface Scope {
  /** OS user names, from the user database. */
  readonly users?: GlobSet;
  /** Names of the OS groups that the user is in. */
  readonly groups?: GlobSet;
  readonly hosts?: GlobSet;
  /** Path globs, as in a path rule, for the session's current directory. */
  readonly repositories?: GlobSet;
  /** `host/owner/name`, for the remotes of the repository that the session's directory lies in. */
  readonly remotes?: GlobSet;
  /** What IT says of the machine. */
  readonly tags?: GlobSet;
  /** Subagent types; `main` is the agent itself. */
  readonly agents?: GlobSet;
  /** Of the host: default, plan, acceptEdits, auto, dontAsk, bypassPermissions. */
  readonly permissionModes?: GlobSet;
}

/** What a rule lets pass although it matches: narrow, owned, and only for a time. */
export interface RuleException {
  /** Kebab-case, unique. */
  readonly id: string;
  /** Milliseconds since the epoch; from then on the exception does not hold. */
  readonly expires: number;
  readonly scope?: Scope;
  /** For command rules. */
  readonly patterns?: readonly CommandPattern[];
  /** For path rules, and for rules over texts that have a path: globs as in a path rule. */
  readonly paths?: GlobSet;
  /** For path rules: what may be done to those paths; absent: reading. */
  readonly access?: readonly Access[];
  /** For tool rules: globs over tool names. */
  readonly tools?: GlobSet;
  /** For egress rules: globs over host names. */
  readonly hosts?: GlobSet;
  /** For secret rules: the secrets themselves, by their fingerprints. */
  readonly fingerprints?: readonly string[];
}

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
  /** Absent: everywhere. */
  readonly scope?: Scope;
  readonly exceptions?: readonly RuleException[];
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
  /** The only flags that may be present, each a glob, spelled out. Absent: any. */
  readonly only?: GlobSet;
  /** Globs for all of the operands, in order; `**` takes any number, and ends most patterns. */
  readonly operands: readonly GlobSet[];
  /** What must feed the standard input; `none`: nothing that the line names, not a file either. */
  readonly feed?: Feed["kind"] | "none";
  /** Globs for the target of one redirection. */
  readonly redirect?: GlobSet;
  /** Globs for targets of which no redirection counts. */
  readonly redirectExcept?: GlobSet;
  /** Only redirections that read, or that write, their target. */
  readonly redirectAccess?: "read" | "write";
  /** Globs for one assignment before the command, as `NAME=value`. */
  readonly assigns?: GlobSet;
  /** Globs for a program that runs somewhere in the same command line. */
  readonly alongside?: GlobSet;
  /** Globs for a way by which the walk got here, lower case: a program, or `name=` of a variable. */
  readonly inside?: GlobSet;
  /** Globs for ways that do not count as one. */
  readonly insideExcept?: GlobSet;
  /** Globs for programs that the pattern is not about. */
  readonly runExcept?: GlobSet;
  /** Globs for the program as it is written, with its directory. */
  readonly spelled?: GlobSet;
  /** Globs for ways of which none may be there. */
  readonly notInside?: GlobSet;
  /** One operand, or flag's value, must be dynamic. */
  readonly unknownOperand?: true;
  /** A word may turn out to be a flag when it runs. */
  readonly unknownFlag?: true;
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
  /** V8 can take time quadratic in the text for it: it is run over short pieces. */
  readonly slow?: true;
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
  /** Rules that must all match too, in the same text, for this one to find anything. */
  readonly required?: readonly SecretRequirement[];
}

/** Another rule of the same file, and how near its match must begin. */
export interface SecretRequirement {
  readonly rule: SecretRule;
  readonly withinLines?: number;
  readonly withinColumns?: number;
}

export interface SecretRules {
  readonly rules: readonly SecretRule[];
  readonly allowlists: readonly SecretAllowlist[];
}

export interface InjectionRule extends RuleMeta {
  /** `pattern` runs `patterns`; the others are detectors in code, tuned by data. */
  readonly detector: "pattern" | "hidden-text" | "classifier";
  /** Of the classifier: the score from which the rule holds, 0 to 1. */
  readonly threshold?: number;
  /** In a text that the classifier gives less than this, an order that is found is talk of one, and talk is nothing. */
  readonly doubtedBelow?: number;
  readonly roles: readonly TextRole[];
  readonly patterns: readonly CompiledRegex[];
  /** Lower-case literals, one of which must be in the text before a pattern is tried. */
  readonly keywords: readonly string[];
  /** Literals of which one must stand near a keyword. Absent: none need. */
  readonly beside?: readonly string[];
}

/** Operations that an entry of a permission rule is about. Compared in lower case. */
export interface PermissionEntry {
  /** Globs for the operation's name. */
  readonly names: GlobSet;
  /** Globs for the resource that it is done to. */
  readonly resources: GlobSet;
  readonly outcome: "allow" | "ask" | "deny";
  /** The entry as the rule's author wrote it. */
  readonly source: string;
}

/** What somebody, or some agent, may do, in the words of operations. `outcome` is the strictest it can come to. */
export interface PermissionRule extends RuleMeta {
  readonly entries: readonly PermissionEntry[];
  /** What an operation comes to that no entry names. */
  readonly otherwise: "none" | "ask" | "deny";
  /** What a command comes to that is no operation. */
  readonly otherwiseCommands: "none" | "ask" | "deny";
}
