import type { TextRole } from "./action.ts";
import type { CompiledRegex, GlobSet, RuleMeta } from "./rule.ts";

/** What a number must satisfy besides its pattern; each is a file in src/check/pii/valid. */
export type PiiValidator =
  | "luhn"
  | "iban"
  | "ssn"
  | "aadhaar"
  | "bsn"
  | "cpf"
  | "dni"
  | "nir"
  | "steuer-id";

/** What every match of a pattern has: so many ASCII digits, or `@`, in so many UTF-16 units. */
export interface PiiAnchor {
  readonly of: "digit" | "@";
  readonly count: number;
  readonly within: number;
}

/** The first group that took part in a match is the value; without groups the whole match is. */
export interface PiiPattern extends CompiledRegex {
  /** Only what stands around such places needs to be looked at. Absent: the whole text does. */
  readonly anchor?: PiiAnchor;
}

/** Personal data, found by pattern, then validated. */
export interface PiiRule extends RuleMeta {
  readonly patterns: readonly PiiPattern[];
  readonly validator?: PiiValidator;
  /** Lower-case words of which one must stand near a match; empty: none needed. */
  readonly context: readonly string[];
  /** How near, in UTF-16 units. */
  readonly contextWithin: number;
  /** The texts that the rule looks at. */
  readonly roles: readonly TextRole[];
  /** Globs for values that are nobody's: test cards, example numbers. See `plainValue`. */
  readonly except: GlobSet;
}
