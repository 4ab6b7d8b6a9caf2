import { MAX_CODE_POINT, type CodeRange, type Re2Class, type UnicodeProperty } from "./ast.ts";

/** What a character class is made of, before negation. */
export interface ClassMembers {
  readonly ranges: readonly CodeRange[];
  readonly properties: readonly UnicodeProperty[];
}

const DIGIT: readonly CodeRange[] = [[0x30, 0x39]];
const UPPER: readonly CodeRange[] = [[0x41, 0x5a]];
const LOWER: readonly CodeRange[] = [[0x61, 0x7a]];
const ALPHA = [...UPPER, ...LOWER];
const WORD = [...DIGIT, ...UPPER, [0x5f, 0x5f] as const, ...LOWER];
/** RE2's `\s`: five characters; V8's has twenty more. */
const SPACE: readonly CodeRange[] = [
  [0x09, 0x0a],
  [0x0c, 0x0d],
  [0x20, 0x20],
];

/** Ranges of `\d`, `\s`, `\w` as Go's regexp/syntax page defines them. */
export function perlRanges(letter: string): readonly CodeRange[] | undefined {
  switch (letter.toLowerCase()) {
    case "d":
      return DIGIT;
    case "s":
      return SPACE;
    case "w":
      return WORD;
    default:
      return undefined;
  }
}

/** Ranges of `[:name:]` as Go's regexp/syntax page defines them. */
export function posixRanges(name: string): readonly CodeRange[] | undefined {
  const table: Readonly<Record<string, readonly CodeRange[]>> = {
    alnum: [...DIGIT, ...ALPHA],
    alpha: ALPHA,
    ascii: [[0, 0x7f]],
    blank: [
      [0x09, 0x09],
      [0x20, 0x20],
    ],
    cntrl: [
      [0, 0x1f],
      [0x7f, 0x7f],
    ],
    digit: DIGIT,
    graph: [[0x21, 0x7e]],
    lower: LOWER,
    print: [[0x20, 0x7e]],
    punct: [
      [0x21, 0x2f],
      [0x3a, 0x40],
      [0x5b, 0x60],
      [0x7b, 0x7e],
    ],
    space: [
      [0x09, 0x0d],
      [0x20, 0x20],
    ],
    upper: UPPER,
    word: WORD,
    xdigit: [...DIGIT, [0x41, 0x46], [0x61, 0x66]],
  };
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** The ranges sorted, overlapping and adjacent ones joined. */
export function mergeRanges(ranges: readonly CodeRange[]): readonly CodeRange[] {
  const merged: [number, number][] = [];
  for (const [low, high] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && low <= last[1] + 1) last[1] = Math.max(last[1], high);
    else merged.push([low, high]);
  }
  return merged;
}

/** Every code point that the ranges do not hold. */
export function invertRanges(ranges: readonly CodeRange[]): readonly CodeRange[] {
  const inverted: CodeRange[] = [];
  let next = 0;
  for (const [low, high] of mergeRanges(ranges)) {
    if (low > next) inverted.push([next, low - 1]);
    next = high + 1;
  }
  if (next <= MAX_CODE_POINT) inverted.push([next, MAX_CODE_POINT]);
  return inverted;
}

/** The other case of every ASCII letter in the ranges added; other letters have V8's `i` flag. */
export function foldRanges(ranges: readonly CodeRange[]): readonly CodeRange[] {
  const folded: CodeRange[] = [...ranges];
  for (const [low, high] of ranges) {
    for (const [from, shift] of [
      [0x41, 32],
      [0x61, -32],
    ] as const) {
      const start = Math.max(low, from);
      const end = Math.min(high, from + 25);
      if (start <= end) folded.push([start + shift, end + shift]);
    }
  }
  return mergeRanges(folded);
}

/** The set of code points that a class matches; a Unicode property counts as everything. */
export function classRanges(node: Re2Class): readonly CodeRange[] {
  if (node.properties.length > 0) return [[0, MAX_CODE_POINT]];
  const ranges = node.fold ? foldRanges(node.ranges) : mergeRanges(node.ranges);
  return node.negated ? invertRanges(ranges) : ranges;
}

export function rangesOverlap(a: readonly CodeRange[], b: readonly CodeRange[]): boolean {
  return a.some(([low, high]) => b.some((other) => low <= other[1] && other[0] <= high));
}
