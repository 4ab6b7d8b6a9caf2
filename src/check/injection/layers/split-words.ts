import { stretchesAround } from "../../secret/stretches-around.ts";
import { isConnective } from "./known-words.ts";
import { readWithoutBlanks } from "./words-without-blanks.ts";
import { tellsOfInstruction } from "./tells-of-instruction.ts";

/**
 * A word with something between its letters, the same number of signs each time or nearly; from after the first
 * letter on: signs with a blank between are rarer than letters.
 */
const LONG = /[^a-z0-9\s][^a-z0-9\n]{0,2}[a-z](?:[^a-z0-9\n]{1,3}[a-z](?![a-z0-9])){4}/g;
/** Letters with something between them, whatever it is. */
const RUN = /(?<![a-z0-9])[a-z](?:(?:[^a-z0-9\s]{1,3}|(?<=[^a-z0-9\s]) )[a-z](?![a-z0-9]))+/g;
const REACH = 400;
const MIN_WORDS = 5;

/** `i*g*n*o*r*e a*l*l` as words. Of a normalised text. */
export function readSplitWords(plain: string): readonly string[] {
  const joined = stretchesAround(plain, LONG, REACH).map(joinLetters);
  // Where nothing stood between the words, nothing does now.
  const cut = joined.flatMap((words) => readWithoutBlanks(words, words));
  return [...joined, ...cut].filter(isSaid);
}

/** Letters are not set apart for nothing: sentences count, whatever they say. */
function isSaid(text: string): boolean {
  const words = text.match(/[a-z]+/g) ?? [];
  return tellsOfInstruction(text) || words.filter(isConnective).length >= MIN_WORDS;
}

function joinLetters(stretch: string): string {
  const sign = commonestBetweenLetters(stretch);
  return stretch
    .replaceAll(`${sign} ${sign}`, " ")
    .replaceAll(` ${sign} `, " ")
    .replaceAll(sign.repeat(3), "\0")
    .replaceAll(sign, "")
    .replaceAll("\0", sign)
    .replace(RUN, (run) => run.replace(/[^a-z]/g, ""))
    .replace(/ {2,}/g, " ");
}

const BETWEEN_LETTERS = /(?<=(?<![a-z0-9])[a-z])[^a-z0-9\s](?=[^a-z0-9\s]{0,2}[a-z](?![a-z0-9]))/g;

/** The sign that stands between most of the single letters. */
function commonestBetweenLetters(stretch: string): string {
  const counts = new Map<string, number>();
  for (const [sign] of stretch.matchAll(BETWEEN_LETTERS)) {
    counts.set(sign, (counts.get(sign) ?? 0) + 1);
  }
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best), ["-", 0])[0];
}
