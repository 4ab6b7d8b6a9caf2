import { WORD_LIST } from "./word-list.ts";

/** The words before this place of the list carry no meaning of their own; names of things have few of them. */
const CONNECTIVES = 160;
/** Shorter words have few other forms, and much that is none of them looks like one. */
const MIN_STEM = 4;

let places: ReadonlyMap<string, number> | undefined;
let byFirst: ReadonlyMap<string, readonly string[]> | undefined;

/** Made on first use: most texts need no list of words. Other forms of its words stand behind them all. */
function placesOfWords(): ReadonlyMap<string, number> {
  if (places !== undefined) return places;
  const words = WORD_LIST.trim().split(/\s+/);
  const made = new Map(words.map((word, place) => [word, place]));
  for (const word of words) {
    if (word.length < MIN_STEM) continue;
    for (const form of formsOf(word)) if (!made.has(form)) made.set(form, made.size);
  }
  places = made;
  return made;
}

/** Forms of a verb, a noun or an adjective; that not each of them is a word does no harm. */
function formsOf(word: string): readonly string[] {
  const stem = word.replace(/e$/, "");
  return [`${word}s`, `${stem}ed`, `${stem}ing`, `${word}ly`];
}

/** Whether a word stands in the list itself: needs nothing that is made of it. */
export function isListed(word: string): boolean {
  return new RegExp(`\\b${word}\\b`).test(WORD_LIST);
}

/** Where a word stands in the list, the commonest words first; absent when it is not in it. */
export function placeOf(word: string): number | undefined {
  return placesOfWords().get(word);
}

/** Whether a word is one that sentences are held together by: `the`, `your`, `and`. */
export function isConnective(word: string): boolean {
  return (placeOf(word) ?? CONNECTIVES) < CONNECTIVES;
}

/** The words of the list that begin with this letter, the commonest first. */
export function wordsFrom(letter: string): readonly string[] {
  byFirst ??= Map.groupBy(placesOfWords().keys(), ([first = ""]) => first);
  return byFirst.get(letter) ?? [];
}
