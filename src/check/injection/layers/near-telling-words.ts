import { lowBytesOf } from "./low-bytes.ts";
import { slipBetween } from "./slip.ts";
import { TELLING_WORDS } from "./telling-words.ts";

const MIN_LENGTH = 5;
/**
 * A weight for each letter, by its byte, and none for what is no letter: words of the same letters have the same sum,
 * whatever their order, and others hardly ever.
 */
const WEIGHTS = Uint16Array.from({ length: 256 }, (_, byte) =>
  byte < 0x61 || byte > 0x7a ? 0 : Math.imul(byte ** 3, 0x9e3779b1) >>> 16 || 1,
);
const SUMS = 1 << 16;

/** A bit for each sum, of what is a slip away from a telling word: some others have the same. */
let sums: Int32Array | undefined;
const itself = new Set(TELLING_WORDS);
const telling = Map.groupBy(TELLING_WORDS, ([first = ""]) => first);

/** A word, and where it stands. */
export interface NearWord {
  readonly start: number;
  readonly word: string;
}

/**
 * The words of a normalised text of which neighbours swapped, or a letter doubled or dropped, makes one that tells,
 * its first letter aside. One addition for each letter.
 */
export function nearTellingWords(plain: string): readonly NearWord[] {
  return likelyWords(plain).filter(({ word }) => !itself.has(word) && isSlip(word));
}

/** Those, and others of the same sum. */
function likelyWords(plain: string): readonly NearWord[] {
  sums ??= sumsOfSlips();
  const bytes = lowBytesOf(`${plain} `);
  const found: NearWord[] = [];
  let start = 0;
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const weight = WEIGHTS[bytes[at] ?? 0] ?? 0;
    if (weight !== 0) {
      sum += weight;
      continue;
    }
    if (has(sums, sum) && at - start >= MIN_LENGTH)
      found.push({ start, word: plain.slice(start, at) });
    start = at + 1;
    sum = 0;
  }
  return found;
}

function has(bits: Int32Array, sum: number): boolean {
  return (((bits[(sum & (SUMS - 1)) >> 5] ?? 0) >> (sum & 31)) & 1) === 1;
}

function sumsOfSlips(): Int32Array {
  const made = new Int32Array(SUMS >> 5);
  for (const word of TELLING_WORDS) {
    const weights = Array.from(word, (letter) => WEIGHTS[letter.charCodeAt(0)] ?? 0);
    const whole = weights.reduce((total, weight) => total + weight, 0);
    for (const change of [0, ...weights, ...weights.map((weight) => -weight)]) {
      const sum = (whole + change) & (SUMS - 1);
      made[sum >> 5] = (made[sum >> 5] ?? 0) | (1 << (sum & 31));
    }
  }
  return made;
}

/** What differs at the end alone is another form of the word. */
function isSlip(word: string): boolean {
  return (
    telling.get(word.charAt(0))?.some((meant) => {
      const slip = slipBetween(word, meant);
      return slip !== undefined && slip !== "other" && word.at(-1) === meant.at(-1);
    }) === true
  );
}
