import { decodeBase64, decodeHex, decodePercent, decodeUnicode } from "./decode-run.ts";
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

const RUN =
  /(?<![\w/+-])([\w/+-]{16,}={0,2})|(%[0-9A-Fa-f]{2}(?:[^\n]*%[0-9A-Fa-f]{2})?)|((?:U\+[0-9A-Fa-f]{4}(?:[\t\n\f\r ]|(?![^])))+|(?:\\{1,2}[uU][0-9A-Fa-f]{4})+)/g;
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
  let match = next(text, 0);
  while (match) {
    const run = toFound(match);
    runs.push(run);
    AFTER_RUN.lastIndex = run.end;
    match = AFTER_RUN.exec(text) ?? next(text, run.end);
  }
  return runs;
}

function next(text: string, from: number): RegExpExecArray | null {
  RUN.lastIndex = from;
  return RUN.exec(text);
}

function toFound(match: RegExpExecArray): Found {
  const [run, word, percent] = match;
  const start = match.index;
  const end = start + run.length;
  if (percent !== undefined) return { start, end, decode: decodePercent, rank: 4 };
  if (word === undefined) return { start, end, decode: decodeUnicode, rank: 3 };
  const hex = HEX.exec(run)?.[0];
  return hex === undefined
    ? { start, end, decode: decodeBase64, rank: 1 }
    : { start, end: start + hex.length, decode: decodeHex, rank: 2 };
}
