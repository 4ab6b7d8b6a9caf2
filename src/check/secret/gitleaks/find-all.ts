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
function scannersOf(regex: CompiledRegex, text: string): Scanners {
  const isWide = isAboutAny(regex) && /[\uD800-\uDFFF]/.test(text);
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

/**
 * All matches, leftmost first, none overlapping another: as Go's `FindAllStringIndex`, which takes no empty
 * match that touches the one before.
 * @param starts literals one of which every match begins with, none the beginning of another; empty: unknown.
 */
export function findAll(
  regex: CompiledRegex,
  text: string,
  starts: readonly string[],
): readonly Stretch[] {
  const { global, sticky } = scannersOf(regex, text);
  if (starts.length > 0) return findFromLiterals(sticky, text, starts);
  if (regex.slow === true && text.length > PIECE_UNITS) return findInPieces(global, text);
  return findIn(global, text, { from: 0, limit: text.length });
}

/** @param range matches begin at `from` or after it, and before or at `limit`. */
function findIn(
  global: RegExp,
  text: string,
  range: { readonly from: number; readonly limit: number },
): Stretch[] {
  const found: Stretch[] = [];
  let last = -1;
  global.lastIndex = range.from;
  for (let match = global.exec(text); match; match = global.exec(text)) {
    const start = match.index;
    const end = start + match[0].length;
    if (start > range.limit) break;
    if (end > start || start !== last) found.push({ start, end });
    last = end;
    // An empty match would never move on.
    if (end === start) global.lastIndex += 1;
  }
  return found;
}

/** Tries the pattern only where a literal stands. */
function findFromLiterals(sticky: RegExp, text: string, starts: readonly string[]): Stretch[] {
  const found: Stretch[] = [];
  const next = starts.map((literal) => text.indexOf(literal));
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
function findInPieces(global: RegExp, text: string): Stretch[] {
  const found: Stretch[] = [];
  let from = 0;
  while (from < text.length) {
    // The character before is there for what asks whether a line or a word begins.
    const lead = from === 0 ? 0 : 1;
    const piece = text.slice(from - lead, from + PIECE_UNITS);
    const isLast = from + PIECE_UNITS >= text.length;
    const limit = isLast ? piece.length : PIECE_UNITS - OVERLAP_UNITS - 1 + lead;
    const matches = findIn(global, piece, { from: lead, limit });
    found.push(
      ...matches.map(({ start, end }) => ({ start: start + from - lead, end: end + from - lead })),
    );
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
  const { grouped, groups } = scannersOf(regex, match);
  const found = groups === 0 ? null : grouped.exec(match);
  if (!found) return { secret: match, at: 0 };
  const first = found.findIndex((text, nth) => nth > 0 && text !== undefined && text !== "");
  const wanted = group > 0 ? group : first;
  if (wanted < 0) return { secret: match, at: 0 };
  return { secret: found[wanted] ?? "", at: found.indices?.[wanted]?.[0] ?? 0 };
}
