import { matchGlob, toTokens } from "./glob.ts";

// Classes of Unicode are dear to make, so both are made when somebody asks.
/** Between these a word has parts that mean something by themselves: directories, refs, hosts, lists. */
const splitParts = (word: string): string[] => word.split(/([^\p{L}\p{N}._*?[\]!^\\-])/u);
/** What a part with a wildcard in it may be: a plain name. */
const isName = (part: string): boolean => /^[\p{L}\p{N}._][\p{L}\p{N}._-]*$/u.test(part);

/**
 * Whether a glob of an exception names a word. A wildcard there stands for part of one plain name: never
 * for nothing at all, for a separator (`/`, `:`, `=`, `@`, a blank …), for another wildcard, or for `.` and `..`.
 * So `release/*` is neither `release/x:main` nor `release/../main`. Linear in the word, but for the stars of
 * one part.
 */
export function matchNarrowly(glob: string, word: string): boolean {
  const wanted = splitParts(glob);
  const given = splitParts(word);
  return (
    wanted.length === given.length &&
    wanted.every((part, index) => matchPart(part, given[index] ?? ""))
  );
}

function matchPart(glob: string, part: string): boolean {
  const isLiteral = toTokens(glob).every(({ kind }) => kind === "char");
  return matchGlob(glob, part) && (isLiteral || (isName(part) && !/^\.+$/.test(part)));
}
