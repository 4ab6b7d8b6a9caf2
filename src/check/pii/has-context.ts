import { joinsAsLetter } from "./joins.ts";
import { toLower } from "./landmarks.ts";
import type { Stretch } from "./stands-alone.ts";

/** Words of which one must be there. */
export interface Context {
  /** In lower case. */
  readonly words: readonly string[];
  /** How near, in UTF-16 units. */
  readonly within: number;
}

/** A longer first line is no heading of columns. */
const MAX_HEADING = 512;

/**
 * Whether one of the words stands near a stretch, or in the text's first line, where a table has its
 * headings. As a word: `dni` stands in `Nº DNI:`, `userDni` and `dni_2`, not in `midnight`.
 */
export function hasContext(
  text: string,
  { start, end }: Stretch,
  { words, within }: Context,
): boolean {
  const near = text.slice(Math.max(0, start - within), end + within);
  return (
    words.some((word) => hasWord(near, word)) || words.some((word) => hasWord(heading(text), word))
  );
}

/** Whether a name has one of the words in it. */
export function hasName(name: string, words: readonly string[]): boolean {
  return words.some((word) => hasWord(name, word));
}

function heading(text: string): string {
  const end = text.slice(0, MAX_HEADING + 1).indexOf("\n");
  return end < 0 ? "" : text.slice(0, end);
}

function hasWord(text: string, word: string): boolean {
  const lower = toLower(text);
  for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
    if (beginsAt(text, at) && endsAt(text, at + word.length)) return true;
  }
  return false;
}

function beginsAt(text: string, at: number): boolean {
  const before = text.charAt(at - 1);
  return !joinsAsLetter(before) || (isUpper(text.charAt(at)) && !isUpper(before));
}

function endsAt(text: string, end: number): boolean {
  const after = text.charAt(end);
  return !joinsAsLetter(after) || (isUpper(after) && !isUpper(text.charAt(end - 1)));
}

function isUpper(char: string): boolean {
  return /\p{Lu}/u.test(char);
}
