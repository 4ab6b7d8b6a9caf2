import type { TextRole } from "./action.ts";
import type { PiiActions } from "./policy.ts";
import type { CompiledRegex, GlobSet, RuleMeta } from "./rule.ts";

/** What a number must satisfy besides its pattern; each is a file in src/check/pii/valid. */
export type PiiValidator =
  | "luhn"
  | "iban"
  | "phone"
  | "birth-date"
  | "ssn"
  | "itin"
  | "aadhaar"
  | "ahv"
  | "bsn"
  | "cn-id"
  | "codice-fiscale"
  | "cpf"
  | "cpr"
  | "curp"
  | "dni"
  | "fodselsnummer"
  | "hetu"
  | "nhs"
  | "nif"
  | "nir"
  | "nric"
  | "pesel"
  | "personnummer"
  | "ppsn"
  | "rijksregister"
  | "steuer-id"
  | "svnr"
  | "tckn"
  | "tfn"
  | "za-id";

/** What every match of a pattern has: so many ASCII digits, `@` or keywords of the rule, in so many UTF-16 units. */
export interface PiiAnchor {
  readonly of: "digit" | "@" | "keyword";
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
  /** Lower-case literals around one of which, and nowhere else, a value is looked for; absent: anywhere. */
  readonly keywords?: readonly string[];
  /** Lower-case words of which one must stand near a match; empty: none needed. */
  readonly context: readonly string[];
  /** How near, in UTF-16 units. */
  readonly contextWithin: number;
  /** What comes of a value by where it stands; where nothing is said, the rule's outcome. */
  readonly actions?: PiiActions;
  /** The texts that the rule looks at. */
  readonly roles: readonly TextRole[];
  /** Globs for values that are nobody's: test cards, example numbers. See `plainValue`. */
  readonly except: GlobSet;
}
