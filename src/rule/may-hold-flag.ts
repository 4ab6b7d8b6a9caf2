import { type ShellWord, UNKNOWN } from "../model/invocation.ts";
import type { Arguments } from "./arguments.ts";

/** The shell puts the names of files here, and one of them may begin with a dash. */
const OPEN_START = new Set(["*", "?", "["]);
/** What is no expansion that the shell splits: quotes, and the parameters that are numbers. */
const WHOLE = /"(?:[^"\\]|\\[\s\S])*"|'[^']*'|\\[\s\S]|\$[$#?!]/g;

/**
 * Whether a word may turn out to be a flag when it runs: it begins with what cannot be known, or with a
 * wildcard; it is not quoted, and may become several words; or part of a flag's own name is unknown, as in
 * `-$X`. What the session's own variables hold is taken for what was meant.
 */
export function mayHoldFlag({ flags, unended }: Arguments<ShellWord>): boolean {
  return unended.some((word) => isOpen(word)) || flags.some(isOpenFlag);
}

function isOpen(word: ShellWord): boolean {
  const { text, value, certainty, isOfSession } = word;
  // `"$f"`, of `for f in *`, has the names, and is still told as the wildcard.
  if (OPEN_START.has(value.charAt(0))) return certainty !== "known" || text.includes("$");
  return isOfSession !== true && (value.startsWith(UNKNOWN) || mayBeSplit(word));
}

function isOpenFlag({
  word,
  whole,
  letters,
  value,
}: Arguments<ShellWord>["flags"][number]): boolean {
  if ([word, value].some((each) => each !== undefined && mayBeSplit(each))) return true;
  if (word.isOfSession === true) return false;
  return (letters.length === 0 ? [whole] : letters).some(hasOpenName);
}

/** An expansion outside of quotes. */
function mayBeSplit({ text, certainty, isOfSession }: ShellWord): boolean {
  return certainty !== "known" && isOfSession !== true && /[$`]/.test(text.replaceAll(WHOLE, ""));
}

function hasOpenName(flag: string): boolean {
  const equals = flag.indexOf("=");
  return (equals < 0 ? flag : flag.slice(0, equals)).includes(UNKNOWN);
}
