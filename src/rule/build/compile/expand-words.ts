import { normaliseText } from "../../../check/injection/normalise-text.ts";

/** Lists of words by name, and in a list by language: alternatives with a bar between. */
export type WordLists = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A bar between alternatives, not one in a group. */
const BAR = /(?<!\\)\|(?![^()]*\))/;
const PLACE = /\{([a-z]+)\}/g;

/** The words of a list in every language, as texts that are matched have them: normalised. */
function wordsOf(list: Readonly<Record<string, string>>): readonly string[] {
  return Object.values(list).flatMap((words) =>
    words.split(BAR).map((word) => normaliseText(word).trim()),
  );
}

/** Puts the words of a list, as one group, where its name stands in braces. A Latin word begins a word. */
export function expandPattern(pattern: string, lists: WordLists): string {
  return pattern.replace(PLACE, (whole, name) => {
    const list = lists[String(name)];
    if (!list) return String(whole);
    const words = wordsOf(list);
    const latin = words.filter((word) => /^[a-z]/.test(word));
    const others = words.filter((word) => !/^[a-z]/.test(word));
    const group = [...(latin.length > 0 ? [`\\b(?:${latin.join("|")})`] : []), ...others];
    return `(?:${group.join("|")})`;
  });
}

/** A keyword, or all words of the list that it names. */
export function expandKeyword(keyword: string, lists: WordLists): readonly string[] {
  const list = lists[/^\{([a-z]+)\}$/.exec(keyword)?.[1] ?? ""];
  return list ? [...new Set(wordsOf(list).map(literalOf))] : [keyword.toLowerCase()];
}

/** As far as a word is to be taken literally: `unut\b` ends before its bound. */
function literalOf(word: string): string {
  return word.split(/[\\[\](){}?*+.^$|]/, 1)[0]?.trim() ?? "";
}

/** The name in braces that is no list's; quantifiers are no names. */
export function findUnknownList(pattern: string, lists: WordLists): string | undefined {
  return [...pattern.matchAll(PLACE)]
    .map((match) => match[1] ?? "")
    .find((name) => !(name in lists));
}
