import type { PiiPattern, PiiRule } from "../../model/rule.ts";
import { matchAny } from "../../rule/glob.ts";
import { toScanner } from "../secret/compile-regex.ts";
import { hasContext } from "./has-context.ts";
import { type Landmarks, partsToSearch } from "./landmarks.ts";
import { plainValue } from "./plain-value.ts";
import { standsAlone, type Stretch } from "./stands-alone.ts";
import { isValid } from "./valid/is-valid.ts";

/** So many words may be taken off the end of an account number. */
const MAX_CUTS = 5;

/** A value that a rule is about. */
export interface FoundValue extends Stretch {
  /** Without what only groups its characters. */
  readonly plain: string;
}

/** A text with what is known about it before any rule. */
export interface MarkedText {
  readonly text: string;
  readonly marks: Landmarks;
}

/** Every value in the text that the rule is about, in the order of the text, none overlapping another. */
export function findValues(marked: MarkedText, rule: PiiRule): readonly FoundValue[] {
  return dropOverlaps(rule.patterns.flatMap((pattern) => findMatches(marked, pattern, rule)));
}

function findMatches(
  { text, marks }: MarkedText,
  pattern: PiiPattern,
  rule: PiiRule,
): readonly FoundValue[] {
  const found: FoundValue[] = [];
  for (const { start, end } of partsToSearch(text, marks, pattern.anchor)) {
    const part = text.slice(start, end);
    const scanner = toScanner(pattern);
    for (let match = scanner.exec(part); match; match = scanner.exec(part)) {
      const value = readingsOf(text, stretchOf(match, start), rule).find((reading) =>
        isPersonal(text, reading, rule),
      );
      if (value !== undefined) found.push(value);
    }
  }
  return found;
}

function stretchOf(match: RegExpExecArray, offset: number): Stretch {
  const group = match.findIndex((text, nth) => nth > 0 && text !== undefined);
  const [start, end] = match.indices?.[Math.max(0, group)] ?? [0, 0];
  return { start: offset + start, end: offset + end };
}

/** An account number in groups may have taken in words behind it: it is also read without the last ones. */
function readingsOf(text: string, { start, end }: Stretch, rule: PiiRule): readonly FoundValue[] {
  const readings: FoundValue[] = [];
  let whole = text.slice(start, end);
  for (let cuts = rule.validator === "iban" ? MAX_CUTS : 0; cuts >= 0 && whole !== ""; cuts -= 1) {
    readings.push({ start, end: start + whole.length, plain: plainValue(whole) });
    whole = whole.slice(0, Math.max(0, whole.lastIndexOf(" ")));
  }
  return readings;
}

function isPersonal(text: string, value: FoundValue, rule: PiiRule): boolean {
  const { validator, context: words, contextWithin: within, except } = rule;
  if (!standsAlone(text, value)) return false;
  if (validator !== undefined && !isValid(validator, value.plain)) return false;
  if (words.length > 0 && !hasContext(text, value, { words, within })) return false;
  return !matchAny(except, value.plain);
}

function dropOverlaps(found: readonly FoundValue[]): readonly FoundValue[] {
  const kept: FoundValue[] = [];
  for (const value of found.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (value.start >= (kept.at(-1)?.end ?? 0)) kept.push(value);
  }
  return kept;
}
