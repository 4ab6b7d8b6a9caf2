import type { CheckName } from "./finding.ts";
import type { Policy } from "./policy.ts";
import type { EgressRule } from "./egress-rule.ts";
import type { InjectionModel } from "./injection-model.ts";
import type { PiiRule } from "./pii-rule.ts";
import type {
  CommandPattern,
  CommandRule,
  InjectionRule,
  PathRule,
  PermissionRule,
  ProgramFacts,
  SecretRules,
} from "./rule.ts";
import type { ToolRule } from "./tool-rule.ts";

/** Where a rule's pattern stands: number of the rule, number of the pattern in it. */
export type Position = readonly [rule: number, pattern: number];

/** Positions as an index has them, `3.0 3.1 17.2`: most are never looked at, and a text costs least to carry. */
export type Positions = string;

/**
 * Positions by key as one text, `\nkey\tpositions` an entry: searched, and never taken apart. An object with
 * a property for each of two thousand keys takes longer to make than everything that is looked up in it.
 */
export type PositionTable = string;

/** Which patterns could be about a program or a path, so that ten times the rules cost no more. */
export interface RuleIndex {
  /** By program, for programs without wildcards, or by program and first operand where that is fixed. */
  readonly programs: PositionTable;
  /** The others by their glob. */
  readonly programGlobs: Readonly<Record<string, Positions>>;
  /** As `programGlobs`, for patterns that ask for what a bare command has not: see `isBare`. Absent: none. */
  readonly circumstanceGlobs?: Readonly<Record<string, Positions>>;
  /** Command patterns for a program that is dynamic. */
  readonly dynamic: Positions;
  /** Path globs by a segment that they need (`etc`), or an extension of their last one (`*.pem`). */
  readonly segments: PositionTable;
  /** Path globs that need no particular segment. */
  readonly floating: Positions;
}

/** Rules by position, as the index names them. Each may be read only when it is asked for. */
export interface RuleList<R> extends Iterable<R> {
  readonly length: number;
  readonly at: (position: number) => R | undefined;
}

/** Command rules, of which a pattern can be had without the rule that it is of. */
export interface CommandList extends RuleList<CommandRule> {
  readonly patternAt?: (rule: number, pattern: number) => CommandPattern | undefined;
}

/** A bundle that was just compiled, with its rules in hand. */
export interface CompiledBundle extends RuleBundle {
  readonly commands: readonly CommandRule[];
  readonly paths: readonly PathRule[];
  readonly permissions: readonly PermissionRule[];
}

/** The compiled rules: all that the hot path reads. */
export interface RuleBundle {
  readonly format: 3;
  /** rules/VERSION. */
  readonly version: string;
  /** SHA-256 over the canonical JSON of everything but this field, hex. */
  readonly digest: string;
  /** Names of the sources that it was built from, `rules.d/…` too, with their sizes in bytes. */
  readonly sources: Readonly<Record<string, number>>;
  readonly policy: Policy;
  readonly tools: readonly ToolRule[];
  readonly commands: CommandList;
  readonly paths: RuleList<PathRule>;
  readonly egress: readonly EgressRule[];
  /** Over `commands` and `paths`. */
  readonly index: RuleIndex;
  readonly secrets: SecretRules;
  /**
   * Every keyword of the secret rules once, in lower case: a text without any of them needs none of the
   * rules. Empty when some rule has no keyword, and so every text needs them.
   */
  readonly secretKeywords: readonly string[];
  /** Keywords of rules over personal data that find texts without digits and `@` too. Absent: none. */
  readonly piiKeywords?: readonly string[];
  readonly injection: readonly InjectionRule[];
  /** Absent: there is none, and no rule that asks for it. */
  readonly classifier?: InjectionModel | undefined;
  readonly pii: readonly PiiRule[];
  /** Absent: none. */
  readonly permissions?: RuleList<PermissionRule>;
  /** By program, and by program and subcommand: `git`, `git commit`. */
  readonly programs: Readonly<Record<string, ProgramFacts>>;
  /** Variables, as globs, that make a program run something else: an allow rule does not hold beside them. */
  readonly hijackingVariables: readonly string[];
  /** The checks that have rules here; absent: all. */
  readonly checks?: readonly CheckName[];
  /** Some rule has a scope or an exception, and so what holds depends on the event. */
  readonly conditional: boolean;
}
