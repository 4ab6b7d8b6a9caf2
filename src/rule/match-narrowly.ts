import { matchGlob, toTokens } from "./glob.ts";

/** Between these a word has parts that mean something by themselves: directories, refs, hosts, lists. */
const SEPARATORS = /([^\p{L}\p{N}._*?[\]!^\\-])/u;
/** What a part with a wildcard in it may be: a plain name. */
const NAME = /^[\p{L}\p{N}._][\p{L}\p{N}._-]*$/u;

/**
 * Whether a glob of an exception names a word. A wildcard there stands for part of one plain name: never
 * for nothing at all, for a separator (`/`, `:`, `=`, `@`, a blank …), for another wildcard, or for `.` and `..`.
 * So `release/*` is neither `release/x:main` nor `release/../main`. Linear in the word, but for the stars of
 * one part.
 */
export function matchNarrowly(glob: string, word: string): boolean {
  const wanted = glob.split(SEPARATORS);
  const given = word.split(SEPARATORS);
  return (
    wanted.length === given.length &&
    wanted.every((part, index) => matchPart(part, given[index] ?? ""))
  );
}

function matchPart(glob: string, part: string): boolean {
  const isLiteral = toTokens(glob).every(({ kind }) => kind === "char");
  return matchGlob(glob, part) && (isLiteral || (NAME.test(part) && !/^\.+$/.test(part)));
}
