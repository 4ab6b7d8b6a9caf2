/** Parts of words that are looked at, in units. */
const GRAM = 4;
/** A word longer than this goes on as another one. */
const MAX_WORD = 24;

/** No token has more features: the parts of the longest word, blanks around it, itself, and the pair. */
export const MAX_FEATURES = MAX_WORD + 2 - GRAM + 1 + 2;

/**
 * What stands in one token, as numbers of weights; and where the token stands in the text. One and the same for all
 * tokens of a text: a long one has tens of thousands, and an object for each would be most of the work.
 */
export interface Token {
  readonly features: Int32Array;
  /** How many of `features` are this token's. */
  count: number;
  start: number;
}

/**
 * Takes a normalised text apart, as the classifier sees it: words, numbers by their kind, single signs; each with the
 * pair that it makes with the one before it, and a word with the parts of four letters in it. Everything is told as
 * the number of a weight, a hash of so many bits: no list of words has to be carried along. Linear in the text.
 */
export function visitTokens(text: string, bits: number, visit: (token: Token) => void): void {
  const mask = (1 << bits) - 1;
  const token: Token = { features: new Int32Array(MAX_FEATURES), count: 0, start: 0 };
  let before = 0;
  for (let at = 0; at < text.length;) {
    const unit = text.charCodeAt(at);
    if (unit === 0x20 || unit === 0x0a) {
      at += 1;
      continue;
    }
    const end = endOfToken(text, at, unit);
    token.start = at;
    token.count = isLetter(unit) ? writeGrams(text, { start: at, end }, token.features) : 0;
    const hash = hashToken(text, at, end);
    token.features[token.count++] = hash;
    if (before !== 0) token.features[token.count++] = hashPair(before, hash);
    for (let each = 0; each < token.count; each += 1) {
      token.features[each] = (token.features[each] ?? 0) & mask;
    }
    before = hash | 1;
    visit(token);
    at = end;
  }
}

function isLetter(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || unit > 0x7f;
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

const APOSTROPHE = 0x27;

function endOfToken(text: string, start: number, first: number): number {
  let end = start + 1;
  if (isLetter(first)) {
    const last = Math.min(text.length, start + MAX_WORD);
    while (end < last) {
      const unit = text.charCodeAt(end);
      if (!isLetter(unit) && unit !== APOSTROPHE) break;
      end += 1;
    }
  } else if (isDigit(first)) {
    while (isDigit(text.charCodeAt(end))) end += 1;
  }
  return end;
}

/** FNV-1a (Fowler, Noll and Vo, https://www.rfc-editor.org/rfc/rfc9923), its high bits folded in. */
const OFFSET = 0x811c9dc5 | 0;
const PRIME = 0x01000193;

/** Numbers are told apart by their length alone: up to three digits, or more. */
function hashToken(text: string, start: number, end: number): number {
  let hash = OFFSET;
  if (isDigit(text.charCodeAt(start))) {
    hash = Math.imul(hash ^ 0x30, PRIME);
    if (end - start > 3) hash = Math.imul(hash ^ 0x31, PRIME);
  } else {
    for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME);
  }
  return hash ^ (hash >>> 15);
}

function hashPair(before: number, hash: number): number {
  const pair = Math.imul(hash ^ Math.imul(before, 0x9e3779b1), 0x85ebca6b);
  return pair ^ (pair >>> 13);
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Writes the four-letter parts of a word, blanks around it: `_ove over verr erri rrid ride ide_`. Tells how many. */
function writeGrams(text: string, { start, end }: Stretch, features: Int32Array): number {
  let count = 0;
  for (let first = start - 1; first + GRAM <= end + 1; first += 1) {
    let hash = 0x1234567;
    for (let at = first; at < first + GRAM; at += 1) {
      const unit = at < start || at >= end ? 0x20 : text.charCodeAt(at);
      hash = Math.imul(hash ^ unit, PRIME);
    }
    features[count++] = hash ^ (hash >>> 15);
  }
  return count;
}
