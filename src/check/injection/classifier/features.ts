import { ContextFeatures, MAX_CONTEXT_FEATURES } from "./context-features.ts";
import { hashGrams, hashToken, isDigit, isLetter, toUnits, type Units } from "./hash-token.ts";
import type { Token } from "./token.ts";
import type { WordClasses } from "./word-classes.ts";

/** A word longer than this goes on as another one. */
const MAX_WORD = 24;

/** No token has more features: the parts of the longest word, blanks around it, itself, and what stands before it. */
export const MAX_FEATURES = MAX_WORD + MAX_CONTEXT_FEATURES;

/** How a text is taken apart. */
export interface FeatureSetting {
  /** A feature is a number of so many bits. */
  readonly bits: number;
  readonly classes: WordClasses;
}

/**
 * Takes a normalised text apart, as the classifier sees it: words, numbers by their kind, single signs; each with the
 * pairs that it makes with the two before it, its class with the classes of words shortly before it, whether a sentence
 * begins with it; and a word with the parts of four letters in it. Everything is told as the number of a weight. Linear
 * in the text.
 */
export function visitTokens(
  text: string,
  { bits, classes }: FeatureSetting,
  visit: (token: Token) => void,
): void {
  const mask = (1 << bits) - 1;
  const units = toUnits(text);
  const token: Token = { features: new Int32Array(MAX_FEATURES), count: 0, start: 0 };
  const { features } = token;
  const context = new ContextFeatures(classes);
  for (let start = 0; start < units.length;) {
    const unit = units[start] ?? 0;
    if (unit === BLANK || unit === LINE_END) {
      if (unit === LINE_END) context.beginSentence();
      start += 1;
      continue;
    }
    const end = endOfToken(units, start, unit);
    const hash = hashToken(units, { start, end });
    token.start = start;
    token.count = isLetter(unit) ? hashGrams(units, { start, end }, features) : 0;
    features[token.count++] = hash;
    context.write(token, hash, unit);
    for (let at = 0; at < token.count; at += 1) features[at] = (features[at] ?? 0) & mask;
    visit(token);
    start = end;
  }
}

const BLANK = 0x20;
const LINE_END = 0x0a;

const APOSTROPHE = 0x27;

function endOfToken(units: Units, start: number, first: number): number {
  let end = start + 1;
  if (isLetter(first)) {
    const last = Math.min(units.length, start + MAX_WORD);
    while (end < last) {
      const unit = units[end] ?? 0;
      if (!isLetter(unit) && unit !== APOSTROPHE) break;
      end += 1;
    }
  } else if (isDigit(first)) {
    while (isDigit(units[end] ?? 0)) end += 1;
  }
  return end;
}
