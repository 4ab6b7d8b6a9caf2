import type { PiiPattern, PiiRule } from "../../model/pii-rule.ts";
import { matchAny } from "../../rule/glob.ts";
import { toScanner } from "../secret/compile-regex.ts";
import { type Context, hasContext, hasName } from "./has-context.ts";
import { findWords, type Landmarks, partsToSearch, reaches, type RuleMarks } from "./landmarks.ts";
import { nameBefore } from "./other-name.ts";
import { plainValue } from "./plain-value.ts";
import { standsAlone, type Stretch } from "./stands-alone.ts";
import { ibanLength } from "./valid/iban.ts";
import { isValid } from "./valid/is-valid.ts";

/** A value that a rule is about. */
export interface FoundValue extends Stretch {
  /** Without what only groups its characters. */
  readonly plain: string;
}

/** A text with what is known about it before any rule. */
export interface MarkedText {
  readonly text: string;
  /** The text in lower case, of the same length. */
  readonly lower: string;
  readonly marks: Landmarks;
  /** Whether a word, in lower case, is anywhere in it. */
  readonly has: (word: string) => boolean;
}

/** Every value in the text that the rule is about, in the order of the text, none overlapping another. */
export function findValues(marked: MarkedText, rule: PiiRule): readonly FoundValue[] {
  if (!mayHold(marked, rule)) return [];
  const { keywords } = rule;
  const marks = keywords
    ? { ...marked.marks, keywords: findWords(marked.lower, keywords) }
    : marked.marks;
  return dropOverlaps(
    rule.patterns.flatMap((pattern) => findMatches({ ...marked, marks }, pattern, rule)),
  );
}

/** Whether all that the rule asks for is anywhere: most texts lack something, and need no pattern. */
function mayHold(
  { marks, has }: MarkedText,
  { keywords = [], context, patterns }: PiiRule,
): boolean {
  const hasAny = (words: readonly string[]) => words.length === 0 || words.some(has);
  return (
    patterns.some(({ anchor }) => reaches(marks, anchor)) && hasAny(keywords) && hasAny(context)
  );
}

function findMatches(
  { text, marks }: MarkedText & { readonly marks: RuleMarks },
  pattern: PiiPattern,
  rule: PiiRule,
): readonly FoundValue[] {
  const found: FoundValue[] = [];
  for (const { start, end } of partsToSearch(text, marks, pattern.anchor)) {
    const part = text.slice(start, end);
    const scanner = toScanner(pattern);
    for (let match = scanner.exec(part); match; match = scanner.exec(part)) {
      const value = readMatch(text, toPlace(match, start), rule);
      if (isPersonal(text, value, rule)) found.push(value);
    }
  }
  return found;
}

/** Where a match has its value, and where the match itself is: it may name what stands before or behind a value. */
interface Place extends Stretch {
  readonly matchStart: number;
  readonly matchEnd: number;
}

/** A value as it was read, and the stretch that must be no part of something longer. */
interface ReadValue extends FoundValue {
  readonly whole: Stretch;
}

function toPlace(match: RegExpExecArray, offset: number): Place {
  const group = match.findIndex((text, nth) => nth > 0 && text !== undefined);
  const [start, end] = match.indices?.[Math.max(0, group)] ?? [0, 0];
  return {
    start: offset + start,
    end: offset + end,
    matchStart: offset + match.index,
    matchEnd: offset + match.index + match[0].length,
  };
}

function readMatch(text: string, place: Place, rule: PiiRule): ReadValue {
  const { start, end, matchStart, matchEnd } = place;
  const value = text.slice(start, end);
  const length = rule.validator === "iban" ? accountLength(value) : value.length;
  // An account number in groups may have taken in words behind it: its country says where it ends.
  const isCut = length < value.length;
  const last = isCut ? start + length : end;
  return {
    start,
    end: last,
    plain: plainValue(value.slice(0, length)),
    // A prefix that is joined on, `E-` of `E-204115`, is part of what the rule is about; a name before it is not.
    whole: {
      start: /^[\w+-]+$/.test(text.slice(matchStart, start)) ? matchStart : start,
      end: isCut ? last : matchEnd,
    },
  };
}

/** How many characters of the text, blanks and hyphens between its groups included, are an account number. */
function accountLength(text: string): number {
  const wanted = ibanLength(text.slice(0, 2));
  if (wanted === undefined) return text.length;
  let seen = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (/[0-9A-Za-z]/.test(text.charAt(at))) seen += 1;
    if (seen === wanted) return at + 1;
  }
  return text.length;
}

function isPersonal(text: string, value: ReadValue, rule: PiiRule): boolean {
  const { validator, context: words, contextWithin: within, except } = rule;
  if (!standsAlone(text, value.whole)) return false;
  if (validator !== undefined && !isValid(validator, value.plain)) return false;
  if (words.length > 0 && !isInContext(text, value, { words, within })) return false;
  return !matchAny(except, value.plain);
}

/** Digits that have another name than the rule asks for are what that says, whatever else is near. */
function isInContext(text: string, value: ReadValue, context: Context): boolean {
  const isBare = value.end - value.start === value.plain.length && /^[0-9]+$/.test(value.plain);
  const name = isBare ? nameBefore(text, value) : undefined;
  if (name !== undefined) return hasName(name, context.words);
  return hasContext(text, value, context);
}

function dropOverlaps(found: readonly FoundValue[]): readonly FoundValue[] {
  const kept: FoundValue[] = [];
  for (const value of found.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (value.start >= (kept.at(-1)?.end ?? 0)) kept.push(value);
  }
  return kept;
}
