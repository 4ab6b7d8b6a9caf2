import type { GlobSet, RuleMeta } from "./rule.ts";

/**
 * What an argument of a tool must be. Of what is given all must hold; of several values under one path, for a rule
 * that restricts one is enough, and for a rule that allows it takes all.
 */
export interface ArgumentRule {
  /** Keys on the way to the value; `*` is every item of a list, or every value of an object. */
  readonly path: readonly string[];
  /** Whether an argument that is not given does not meet it. */
  readonly required: boolean;
  /** Globs over the string. */
  readonly matches?: GlobSet;
  /** Path globs, as in a path rule, over the file that the string names. */
  readonly paths?: GlobSet;
  /** Globs over the hosts that the string leads to, as in an egress rule. */
  readonly hosts?: GlobSet;
  readonly is?: boolean | number;
  readonly min?: number;
  readonly max?: number;
  /** In UTF-16 units. */
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** A tool, by its name, its server and its arguments. */
export interface ToolRule extends RuleMeta {
  /** Globs over tool names: `Write`, `mcp__*`; with `servers`, over the names that the server gives its tools. */
  readonly tools: GlobSet;
  readonly except: GlobSet;
  /** Globs over names of MCP servers. */
  readonly servers?: GlobSet;
  /** Globs over where the host has the server from. */
  readonly sources?: GlobSet;
  /** What the arguments must be for the rule to match. */
  readonly arguments?: readonly ArgumentRule[];
  /** What the arguments are where it does not. */
  readonly unless?: readonly ArgumentRule[];
}
