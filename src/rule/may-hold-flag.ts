import { type ShellWord, UNKNOWN } from "../model/invocation.ts";
import type { Arguments } from "./arguments.ts";

/** The shell puts the names of files here, and one of them may begin with a dash. */
const OPEN_START = new Set(["*", "?", "["]);

/**
 * Whether a word may turn out to be a flag when it runs: it begins with what cannot be known, or with a
 * wildcard; or part of a flag's own name is unknown, as in `-$X`.
 */
export function mayHoldFlag({ flags, unended }: Arguments<ShellWord>): boolean {
  return (
    unended.some(beginsOpen) ||
    flags.some(({ whole, letters }) => (letters.length === 0 ? [whole] : letters).some(hasOpenName))
  );
}

function beginsOpen({ value, certainty }: ShellWord): boolean {
  return value.startsWith(UNKNOWN) || (certainty === "glob" && OPEN_START.has(value.charAt(0)));
}

function hasOpenName(flag: string): boolean {
  const equals = flag.indexOf("=");
  return (equals < 0 ? flag : flag.slice(0, equals)).includes(UNKNOWN);
}
