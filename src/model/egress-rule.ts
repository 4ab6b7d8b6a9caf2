import type { CarriedPlace, Direction } from "./action.ts";
import type { GlobSet, RuleMeta } from "./rule.ts";

/** Hosts that a call talks to: in a URL, in a command's argument, in a tool's. */
export interface EgressRule extends RuleMeta {
  /** Globs over host names, lower case, without port. `*.x` is every name under x; `x` is x alone. */
  readonly hosts: GlobSet;
  readonly except: GlobSet;
  /** Globs over path and query, which begin with `/`; a URL without them has `/`. */
  readonly paths?: GlobSet;
  /** Schemes, lower case, without the colon. */
  readonly schemes?: readonly string[];
  /** Only where data goes that way. A direction that is not known counts as each, but for a rule that allows. */
  readonly direction?: readonly Direction[];
  /** Only where the value of such a variable goes out, at one of these places. */
  readonly carries?: CarriedRule;
  /** Only where the host is written so that it is taken for another. */
  readonly disguise?: readonly Disguise[];
  /** Well-known names that others imitate, for `disguise`. */
  readonly known?: readonly string[];
}

/** Globs over names of variables, and the places in what is sent where their value must stand. */
export interface CarriedRule {
  readonly variables: GlobSet;
  readonly at: readonly CarriedPlace[];
}

/** Ways to write a host so that a reader takes it for another one. */
export type Disguise = "hidden-character" | "mixed-script" | "user" | "imitation";
