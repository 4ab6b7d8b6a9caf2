import { UNKNOWN } from "../../../model/invocation.ts";

/** Longer texts, patterns, or patterns with more repeats are not tried: that takes time with each. */
const MAX_TEXT_UNITS = 128;
const MAX_PATTERN_UNITS = 64;
const MAX_REPEATS = 2;

/** What bash's expressions and JavaScript's mean alike: no alternatives, no classes by name, no counts. */
const PLAIN = /^\^?(?:[^\\[\](){}|*+?^$]|\\[^\w\s]|\[\^?[\w~/. -]{1,16}\]|[()*+?])*\$?$/;

/** A group that is repeated. */
const REPEATED_GROUP = /\)[*+?]/;

/**
 * What an extended regular expression matches of a text: the whole, then its groups. Undefined where that is not
 * known, or where nothing matches.
 */
export function matchRegex(text: string, pattern: string): readonly string[] | undefined {
  if (text.length > MAX_TEXT_UNITS || text.includes(UNKNOWN) || !isTried(pattern)) return undefined;
  try {
    return new RegExp(pattern, "s").exec(text)?.map((group) => group ?? "");
  } catch {
    return undefined;
  }
}

function isTried(pattern: string): boolean {
  const repeats = pattern.match(/[*+?]/g)?.length ?? 0;
  const isShort = pattern.length <= MAX_PATTERN_UNITS && repeats <= MAX_REPEATS;
  return isShort && PLAIN.test(pattern) && !REPEATED_GROUP.test(pattern);
}
