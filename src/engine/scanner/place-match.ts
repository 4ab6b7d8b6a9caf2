import type { ScannerMatch } from "./scanner.ts";
import type { InputLines, PlacedText, ScannerInput } from "./scanner-input.ts";

/** Places told one by one of one value; the last takes in all that follows. */
const MAX_PLACES = 100;

/** Shorter values would be found all over a text. */
const MIN_UNITS = 4;

/** A stretch of one text in which a scanner found something. UTF-16 units, `end` exclusive. */
export interface PlacedMatch {
  readonly text: PlacedText;
  readonly match: ScannerMatch;
  readonly start: number;
  readonly end: number;
  /** False where the secret does not stand there as it is: encoded, put together. */
  readonly verbatim: boolean;
}

/**
 * Where a scanner's match stands in the texts: wherever its value does, within the lines that the scanner named. A value
 * that is not there verbatim is placed over all of those lines, or over all texts: too much is masked rather than
 * too little.
 */
export function placeMatch(
  match: ScannerMatch,
  { input, texts }: ScannerInput,
  lines: InputLines,
): readonly PlacedMatch[] {
  const within = match.lines ? lines.stretch(...match.lines) : { start: 0, end: input.length };
  const parts = texts.flatMap((text): PlacedText[] => {
    const start = Math.max(text.start, within.start);
    const end = Math.min(text.end, within.end);
    return start < end ? [{ ...text, start, end }] : [];
  });
  const found = match.values.find((value) => isSought(value) && isIn(parts, input, value));
  if (found === undefined) return parts.map((part) => toPlaced(part, texts, match));
  const sought = new Set([found, ...match.parts.filter(isSought)]);
  return parts.flatMap((part) =>
    [...sought].flatMap((value) => findAll(value, part, { input, texts, match })),
  );
}

function isSought(value: string): boolean {
  return value.length >= MIN_UNITS;
}

function isIn(parts: readonly PlacedText[], input: string, value: string): boolean {
  return parts.some(({ start, end }) => {
    const at = input.indexOf(value, start);
    return at >= 0 && at + value.length <= end;
  });
}

interface Sought {
  readonly input: string;
  readonly texts: readonly PlacedText[];
  readonly match: ScannerMatch;
}

function findAll(value: string, part: PlacedText, { input, texts, match }: Sought): PlacedMatch[] {
  const found: PlacedMatch[] = [];
  let at = input.indexOf(value, part.start);
  while (at >= 0 && at + value.length <= part.end && found.length < MAX_PLACES) {
    const isLast = found.length === MAX_PLACES - 1;
    const stretch = { ...part, start: at, end: isLast ? part.end : at + value.length };
    found.push({ ...toPlaced(stretch, texts, match), verbatim: true });
    at = input.indexOf(value, at + value.length);
  }
  return found;
}

/** A stretch of the input as one of its text. */
function toPlaced(
  { surface, start, end }: PlacedText,
  texts: readonly PlacedText[],
  match: ScannerMatch,
): PlacedMatch {
  const whole = texts.find((text) => text.surface === surface) ?? { surface, start, end };
  const offset = whole.start;
  return { text: whole, match, start: start - offset, end: end - offset, verbatim: false };
}
