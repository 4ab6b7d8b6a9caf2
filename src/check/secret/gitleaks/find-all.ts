import type { CompiledRegex } from "../../../model/rule.ts";
import type { Stretch } from "./dialect.ts";

/** A slow pattern runs over this much of a text at a time … */
const PIECE_UNITS = 2048;
/** … and a match that begins in the last part of a piece is looked for in the next. */
const OVERLAP_UNITS = 512;

/** A pattern in the forms that a scan needs. */
interface Scanners {
  readonly global: RegExp;
  readonly sticky: RegExp;
  /** Tells the offsets of the groups. */
  readonly grouped: RegExp;
  readonly groups: number;
}

const known = new WeakMap<CompiledRegex, Scanners>();
const knownWide = new WeakMap<CompiledRegex, Scanners>();

/** Go counts characters where V8 counts UTF-16 units: they differ in a text with characters beyond the first plane. */
function scannersOf(regex: CompiledRegex, hasPairs: boolean): Scanners {
  const isWide = hasPairs && isAboutAny(regex);
  const cache = isWide ? knownWide : known;
  let scanners = cache.get(regex);
  if (!scanners) {
    scanners = isWide ? compile(widen(regex)) : compile(regex);
    cache.set(regex, scanners);
  }
  return scanners;
}

function compile({ source, flags }: CompiledRegex): Scanners {
  return {
    global: new RegExp(source, `${flags}g`),
    sticky: new RegExp(source, `${flags}y`),
    grouped: new RegExp(source, `${flags}d`),
    groups: (new RegExp(`${source}|`, flags).exec("")?.length ?? 1) - 1,
  };
}

/** Whether a class of the pattern has characters beyond the first plane, and no flag says so. */
function isAboutAny({ source, flags }: CompiledRegex): boolean {
  return !flags.includes("u") && (source.includes("[^") || source.includes("-\\uffff"));
}

/** The translation from RE2 ends every range up to the last character so. */
function widen({ source, flags }: CompiledRegex): CompiledRegex {
  return { source: source.replaceAll("-\\uffff", "-\\u{10ffff}"), flags: `${flags}u` };
}

/** A text to look for matches in. */
export interface Ground {
  readonly text: string;
  /** See `hasSurrogates`. */
  readonly hasPairs: boolean;
  /** Where matches are looked for, in rising order; undefined: everywhere. */
  readonly ranges: readonly Stretch[] | undefined;
}

/** Whether a text has characters beyond the first plane, for which V8 has two units. */
export function hasSurrogates(text: string): boolean {
  return /[\uD800-\uDFFF]/.test(text);
}

/**
 * All matches, leftmost first, none overlapping another: as Go's `FindAllStringIndex`, which takes no empty
 * match that touches the one before.
 * @param starts literals one of which every match begins with, none the beginning of another; empty: unknown.
 */
export function findAll(
  regex: CompiledRegex,
  { text, hasPairs, ranges }: Ground,
  starts: readonly string[],
): readonly Stretch[] {
  const scanners = scannersOf(regex, hasPairs);
  const isSlow = regex.slow === true;
  const find = (piece: Piece) => findIn(scanners, piece, { starts, isSlow });
  if (ranges === undefined) return find({ text, from: 0 });
  return ranges.flatMap((range) => {
    // The character before is there for what asks whether a line or a word begins.
    const lead = range.start === 0 ? 0 : 1;
    const offset = range.start - lead;
    const piece = { text: text.slice(offset, range.end), from: lead };
    return find(piece).map((found) => moveBy(found, offset));
  });
}

function moveBy({ start, end }: Stretch, offset: number): Stretch {
  return { start: start + offset, end: end + offset };
}

/** A text in which matches begin at an offset or after it. */
interface Piece {
  readonly text: string;
  readonly from: number;
}

interface Manner {
  readonly starts: readonly string[];
  readonly isSlow: boolean;
}

function findIn({ global, sticky }: Scanners, piece: Piece, { starts, isSlow }: Manner): Stretch[] {
  if (isSlow && piece.text.length > PIECE_UNITS) return findInPieces(global, piece);
  if (starts.length > 0) return findFromLiterals(sticky, piece, starts);
  return findUpTo(global, piece, piece.text.length);
}

/** @param limit where matches begin at the latest. */
function findUpTo(global: RegExp, { text, from }: Piece, limit: number): Stretch[] {
  const found: Stretch[] = [];
  let last = -1;
  global.lastIndex = from;
  for (let match = global.exec(text); match; match = global.exec(text)) {
    const start = match.index;
    const end = start + match[0].length;
    if (start > limit) break;
    if (end > start || start !== last) found.push({ start, end });
    last = end;
    // An empty match would never move on.
    if (end === start) global.lastIndex += 1;
  }
  return found;
}

/** Tries the pattern only where a literal stands. */
function findFromLiterals(
  sticky: RegExp,
  { text, from: first }: Piece,
  starts: readonly string[],
): Stretch[] {
  const found: Stretch[] = [];
  const next = starts.map((literal) => text.indexOf(literal, first));
  for (;;) {
    const ahead = next.filter((at) => at >= 0);
    if (ahead.length === 0) return found;
    const at = Math.min(...ahead);
    sticky.lastIndex = at;
    const match = sticky.exec(text);
    if (match) found.push({ start: at, end: at + match[0].length });
    const from = at + Math.max(match?.[0].length ?? 0, 1);
    starts.forEach((literal, nth) => {
      const position = next[nth] ?? -1;
      if (position >= 0 && position < from) next[nth] = text.indexOf(literal, from);
    });
  }
}

/** Bounds what a pattern costs that goes back over all of a long text, at the price of longer matches. */
function findInPieces(global: RegExp, { text, from: first }: Piece): Stretch[] {
  const found: Stretch[] = [];
  let from = first;
  while (from < text.length) {
    const lead = from === 0 ? 0 : 1;
    const offset = from - lead;
    const piece = { text: text.slice(offset, from + PIECE_UNITS), from: lead };
    const isLast = from + PIECE_UNITS >= text.length;
    const limit = isLast ? piece.text.length : PIECE_UNITS - OVERLAP_UNITS - 1 + lead;
    found.push(...findUpTo(global, piece, limit).map((match) => moveBy(match, offset)));
    if (isLast) break;
    from = Math.max(from + PIECE_UNITS - OVERLAP_UNITS, found.at(-1)?.end ?? 0);
  }
  return found;
}

/** The secret of a match, and how far into the match it begins. */
export interface MatchSecret {
  readonly secret: string;
  readonly at: number;
}

/**
 * What gitleaks takes for the secret: the group of the rule, or the first that is not empty, when the
 * pattern is compared with the match alone; else the match.
 */
export function secretOf(regex: CompiledRegex, match: string, group: number): MatchSecret {
  const { grouped, groups } = scannersOf(regex, hasSurrogates(match));
  const found = groups === 0 ? null : grouped.exec(match);
  if (!found) return { secret: match, at: 0 };
  const first = found.findIndex((text, nth) => nth > 0 && text !== undefined && text !== "");
  const wanted = group > 0 ? group : first;
  if (wanted < 0) return { secret: match, at: 0 };
  return { secret: found[wanted] ?? "", at: found.indices?.[wanted]?.[0] ?? 0 };
}
