import type { PiiAnchor } from "../../model/pii-rule.ts";
import type { Stretch } from "./stands-alone.ts";

/** Where the digits and `@` of a text are, which say where a pattern can match at all. */
export interface Landmarks {
  /** Offsets in UTF-16 units, rising. Absent when there are too many to tell places apart. */
  readonly digits: readonly number[] | undefined;
  readonly ats: readonly number[] | undefined;
  /** By a number of digits, how near each other so many are; as far as it has been asked for. */
  readonly spans: Map<number, number>;
}

/** What a rule's own words say of where it can match. */
export interface RuleMarks extends Landmarks {
  /** Where its keywords stand, rising; absent where it has none. */
  readonly keywords?: readonly number[] | undefined;
}

/**
 * Where any of the words stands, rising, in a text in lower case.
 *
 * @param lower of the same length as the text: see `toLower`.
 */
export function findWords(lower: string, words: readonly string[]): readonly number[] {
  const found = new Set<number>();
  for (const word of words) {
    for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) found.add(at);
  }
  return [...found].sort((a, b) => a - b);
}

/** In lower case and of the same length: one letter is longer in lower case, and would put the two out of step. */
export function toLower(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text.replaceAll("\u0130", "I").toLowerCase();
}

/** With a larger share of either, nearly every place of a text is near one, but for a short text. */
const MAX_SHARE = 1 / 8;
const SHORT = 1024;

/** In one pass over the text; a regular expression is there sooner than a loop over its characters. */
export function findLandmarks(text: string): Landmarks {
  const digits: number[] = [];
  const ats: number[] = [];
  const mark = /[0-9@]/g;
  while (mark.test(text)) {
    const at = mark.lastIndex - 1;
    (text[at] === "@" ? ats : digits).push(at);
  }
  const most = Math.max(text.length, SHORT) * MAX_SHARE;
  return {
    digits: digits.length > most ? undefined : digits,
    ats: ats.length > most ? undefined : ats,
    spans: new Map(),
  };
}

/** Whether a text has as many of what an anchor asks for as near each other as it says, anywhere. */
export function reaches(known: Landmarks, anchor: PiiAnchor | undefined): boolean {
  if (anchor === undefined || anchor.of === "keyword") return true;
  const { ats, digits, spans } = known;
  if (anchor.of === "@") return ats === undefined || ats.length >= anchor.count;
  if (digits === undefined) return true;
  const { count, within } = anchor;
  const span = spans.get(count) ?? shortestSpan(digits, count);
  spans.set(count, span);
  return span < within;
}

/** From the first to the last of so many digits, where they are nearest to each other. */
function shortestSpan(digits: readonly number[], count: number): number {
  let shortest = Infinity;
  for (let last = count - 1; last < digits.length; last += 1) {
    const span = (digits[last] ?? 0) - (digits[last - count + 1] ?? 0);
    if (span < shortest) shortest = span;
  }
  return shortest;
}

/** The parts of a text that hold every match of a pattern with this anchor, disjoint and in order. */
export function partsToSearch(
  text: string,
  known: RuleMarks,
  anchor: PiiAnchor | undefined,
): readonly Stretch[] {
  const marks = anchor && marksOf(anchor, known);
  if (anchor === undefined || marks === undefined) return [{ start: 0, end: text.length }];
  const { count, within } = anchor;
  const parts: Stretch[] = [];
  for (let first = 0; first + count <= marks.length; first += 1) {
    const from = marks[first] ?? 0;
    const to = marks[first + count - 1] ?? 0;
    // One unit more on either side, so that no edge of a part stands where a match does.
    if (to - from < within) addPart(parts, { start: to - within, end: from + within + 1 });
  }
  return parts;
}

function marksOf({ of }: PiiAnchor, known: RuleMarks): readonly number[] | undefined {
  if (of === "keyword") return known.keywords;
  return of === "@" ? known.ats : known.digits;
}

/** Adds a part that begins and ends no earlier than the last one. */
function addPart(parts: Stretch[], { start, end }: Stretch): void {
  const last = parts.at(-1);
  if (last === undefined || start > last.end) parts.push({ start: Math.max(0, start), end });
  else parts[parts.length - 1] = { start: last.start, end };
}
