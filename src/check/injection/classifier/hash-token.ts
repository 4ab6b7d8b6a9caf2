/** FNV-1a (Fowler, Noll and Vo, https://www.rfc-editor.org/rfc/rfc9923), its high bits folded in. */
const OFFSET = 0x811c9dc5 | 0;
const PRIME = 0x01000193;

const ZERO = 0x30;
const NINE = 0x39;
const BLANK = 0x20;

/** UTF-16 units of a text: a cold process reads an array much faster than it asks a string for one unit at a time. */
export type Units = Uint16Array;

/** Where something stands among the units, `end` exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

export function toUnits(text: string): Units {
  const units = new Uint16Array(text.length);
  Buffer.from(units.buffer).write(text, "utf16le");
  return units;
}

/** Of a normalised text: in lower case, or of another script. */
export function isLetter(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || unit > 0x7f;
}

export function isDigit(unit: number): boolean {
  return unit >= ZERO && unit <= NINE;
}

/**
 * The number of a token, 32 bits, by which its weight and its class are found: no list of words has to be carried along.
 * Numbers are told apart by their length alone: up to three digits, or more.
 */
export function hashToken(units: Units, { start, end }: Stretch): number {
  let hash = OFFSET;
  if (isDigit(units[start] ?? 0)) {
    hash = Math.imul(hash ^ ZERO, PRIME);
    if (end - start > 3) hash = Math.imul(hash ^ (ZERO + 1), PRIME);
  } else {
    for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (units[at] ?? 0), PRIME);
  }
  return hash ^ (hash >>> 15);
}

/** The number of two things in this order. */
export function hashPair(before: number, hash: number): number {
  const pair = Math.imul(hash ^ Math.imul(before, 0x9e3779b1), 0x85ebca6b);
  return pair ^ (pair >>> 13);
}

/**
 * Writes the numbers of the four-letter parts of a word, blanks around it: `_ove over verr erri rrid ride ide_`. Tells how
 * many.
 */
export function hashGrams(units: Units, { start, end }: Stretch, into: Int32Array): number {
  let count = 0;
  let first = BLANK;
  let second = units[start] ?? 0;
  let third = units[start + 1] ?? 0;
  for (let at = start + 2; at <= end; at += 1) {
    const fourth = at < end ? (units[at] ?? 0) : BLANK;
    let hash = Math.imul(0x1234567 ^ first, PRIME);
    hash = Math.imul(hash ^ second, PRIME);
    hash = Math.imul(hash ^ third, PRIME);
    hash = Math.imul(hash ^ fourth, PRIME);
    into[count++] = hash ^ (hash >>> 15);
    first = second;
    second = third;
    third = fourth;
  }
  return count;
}
