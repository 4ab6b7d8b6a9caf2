import { decodeBase64, decodeHex, decodePercent, decodeUnicode } from "./decode-run.ts";
import { countPadding, findWordRun } from "../word-run.ts";
import type { Stretch } from "./dialect.ts";

/** A run that looks encoded. */
export interface Encoded extends Stretch {
  /** What it stands for; empty when it is not encoded after all. */
  readonly decode: (run: string) => string;
}

interface Found extends Encoded {
  /** Of two that touch, the one with the higher rank is decoded, the other in a later pass. */
  readonly rank: number;
}

/** The shortest word that may be encoded. */
const MIN_WORD = 16;
const ESCAPE =
  /(%[0-9A-Fa-f]{2}(?:[^\n]*%[0-9A-Fa-f]{2})?)|((?:U\+[0-9A-Fa-f]{4}(?:[\t\n\f\r ]|(?![^])))+|(?:\\{1,2}[uU][0-9A-Fa-f]{4})+)/g;
/** What may go on where a run has just ended: a word is then not looked at from its beginning. */
const AFTER_RUN =
  /([\w/+-]{16,}={0,2})|(%[0-9A-Fa-f]{2}(?:[^\n]*%[0-9A-Fa-f]{2})?)|((?:U\+[0-9A-Fa-f]{4}(?:[\t\n\f\r ]|(?![^])))+|(?:\\{1,2}[uU][0-9A-Fa-f]{4})+)/y;
/** A word that begins so is hexadecimal so far, whatever follows. */
const HEX = /^[0-9A-Fa-f]{32,}/;

/** Every run that gitleaks would try to decode, in the order of the text. */
export function findEncoded(text: string): readonly Encoded[] {
  const all = findRuns(text);
  return all.filter((run, nth) => !yields(run, all[nth - 1]) && !yields(run, all[nth + 1]));
}

function yields(run: Found, other: Found | undefined): boolean {
  if (other === undefined || other.rank <= run.rank) return false;
  return other.start <= run.end && other.end >= run.start;
}

function findRuns(text: string): readonly Found[] {
  const runs: Found[] = [];
  const words = lookAhead((from) => nextWord(text, from));
  const escapes = lookAhead((from) => nextEscape(text, from));
  for (let run = first(words(0), escapes(0)); run;) {
    runs.push(run);
    AFTER_RUN.lastIndex = run.end;
    const touching = AFTER_RUN.exec(text);
    run = touching ? toFound(touching) : first(words(run.end), escapes(run.end));
  }
  return runs;
}

/** Whichever stands first; a word before an escape that begins with it. */
function first(word: Found | undefined, escape: Found | undefined): Found | undefined {
  if (word === undefined || escape === undefined) return word ?? escape;
  return escape.start < word.start ? escape : word;
}

/** Remembers what was found ahead, so that no stretch of the text is looked at twice. */
function lookAhead(find: (from: number) => Found | undefined): (from: number) => Found | undefined {
  let ahead: { readonly run: Found | undefined } | undefined;
  return (from) => {
    const known = ahead !== undefined && (ahead.run === undefined || ahead.run.start >= from);
    ahead = known ? ahead : { run: find(from) };
    return ahead?.run;
  };
}

function nextWord(text: string, from: number): Found | undefined {
  const run = findWordRun(text, from, MIN_WORD);
  if (run === undefined) return undefined;
  const end = run.end + countPadding(text, run.end);
  return toWord(text.slice(run.start, end), run.start, end);
}

function nextEscape(text: string, from: number): Found | undefined {
  ESCAPE.lastIndex = from;
  const match = ESCAPE.exec(text);
  return match ? toEscape(match[0], match.index, match[1] !== undefined) : undefined;
}

function toFound(match: RegExpExecArray): Found {
  const [run, word, percent] = match;
  if (word !== undefined) return toWord(run, match.index, match.index + run.length);
  return toEscape(run, match.index, percent !== undefined);
}

function toEscape(run: string, start: number, percent: boolean): Found {
  const end = start + run.length;
  return percent
    ? { start, end, decode: decodePercent, rank: 4 }
    : { start, end, decode: decodeUnicode, rank: 3 };
}

function toWord(run: string, start: number, end: number): Found {
  const hex = HEX.exec(run)?.[0];
  return hex === undefined
    ? { start, end, decode: decodeBase64, rank: 1 }
    : { start, end: start + hex.length, decode: decodeHex, rank: 2 };
}
