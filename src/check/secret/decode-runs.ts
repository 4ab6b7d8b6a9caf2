import { findWordRuns } from "./word-run.ts";

/** A stretch of a text that was encoded, and where its plain form begins in `DecodedText.text`. */
interface DecodedRun {
  readonly from: number;
  readonly start: number;
  readonly end: number;
}

/** Suffixes of one run that are read on their own: a bound on the work. */
const MAX_SUFFIXES = 4;
/** Shorter than this, nothing worth finding is in a run. */
const MIN_RUN = 27;

/** All that a text holds in base64, hexadecimal or percent encoding, one level deep. */
export interface DecodedText {
  readonly text: string;
  /** In the order of `text`. */
  readonly runs: readonly DecodedRun[];
}

/**
 * Decodes every run in the text that looks encoded. Bytes become Latin-1 characters, so nothing is
 * ever refused as binary. Runs are kept apart by a line break, except base64 and hexadecimal lines
 * that go on from one another, as `base64 -w 76` prints them.
 */
export function decodeRuns(text: string): DecodedText {
  const parts: string[] = [];
  const runs: DecodedRun[] = [];
  let length = 0;
  for (const { plain, start, end } of [...wordRuns(text), ...percentRuns(text)]) {
    runs.push({ from: length, start, end });
    parts.push(plain);
    length += plain.length;
  }
  return { text: parts.join(""), runs };
}

/** A run's plain form with the line break that keeps it apart, if it is to be kept apart. */
interface PlainRun {
  readonly start: number;
  readonly end: number;
  readonly plain: string;
}

/** Runs of base64 and hexadecimal, each in all of its readings. */
function wordRuns(text: string): readonly PlainRun[] {
  const found: PlainRun[] = [];
  const others: PlainRun[] = [];
  let last: { readonly end: number; readonly hex: boolean; readonly whole: boolean } | undefined;
  for (const { start, end } of findWordRuns(text, MIN_RUN)) {
    const run = text.slice(start, end);
    // Long names and paths of ordinary source have no digit; encoded tokens do.
    if (!/[0-9]/.test(run)) continue;
    const hex = isHex(run.replace(/^0[xX]/, ""));
    const continues = last?.whole && last.hex === hex && isLineBreak(text, last.end, start);
    found.push({ start, end, plain: (continues ? "" : "\n") + decodeRun(run, hex) });
    for (const other of hex ? [] : otherReadings(run)) {
      others.push({ start, end, plain: `\n${other}` });
    }
    const whole = run.length % 4 === 0 && !run.endsWith("=");
    last = { end, hex, whole };
  }
  // Apart, so that lines that go on from one another stay together.
  return [...found, ...others];
}

/** The stretch of the original text that a stretch of the decoded text came from. */
export function originOf(
  decoded: DecodedText,
  start: number,
  end: number,
): { readonly start: number; readonly end: number } {
  const first = decoded.runs[runAt(decoded.runs, start)];
  const last = decoded.runs[runAt(decoded.runs, Math.max(start, end - 1))];
  return { start: first?.start ?? 0, end: last?.end ?? 0 };
}

function runAt(runs: readonly DecodedRun[], offset: number): number {
  let low = 0;
  let high = runs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((runs[middle]?.from ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function isHex(run: string): boolean {
  return run.length % 2 === 0 && /^[0-9A-Fa-f]+$/.test(run);
}

/**
 * A run with `/`, `-` or `_` may be base64 behind a path or a prefix, or be cut into pieces by them: what
 * follows the first few, and the whole without any.
 */
function otherReadings(run: string): readonly string[] {
  const readings: string[] = [];
  for (const cut of run.matchAll(/[/_-]/g)) {
    if (readings.length === MAX_SUFFIXES || run.length - cut.index <= MIN_RUN) break;
    readings.push(decodeRun(run.slice(cut.index + 1), false));
  }
  if (readings.length > 0) readings.push(decodeRun(run.replace(/[/_-]/g, ""), false));
  return readings;
}

function decodeRun(run: string, hex: boolean): string {
  // Node reads the URL-safe alphabet as base64 too.
  const bytes = hex ? Buffer.from(run.replace(/^0[xX]/, ""), "hex") : Buffer.from(run, "base64");
  return bytes.toString("latin1");
}

function isLineBreak(text: string, start: number, end: number): boolean {
  return end - start <= 4 && /^(?:\r?\n|\\r?\\n|\\n)$/.test(text.slice(start, end));
}

function percentRuns(text: string): readonly PlainRun[] {
  if (!text.includes("%") || !/%[0-9A-Fa-f]{2}/.test(text)) return [];
  const runs: PlainRun[] = [];
  for (const match of text.matchAll(/(?<![\w.~%+/=:@&?-])[\w.~%+/=:@&?-]{24,}/g)) {
    if (!match[0].includes("%")) continue;
    // `unescape` makes a character of every byte and never throws, unlike `decodeURIComponent`.
    const plain = unescape(match[0]);
    runs.push({ start: match.index, end: match.index + match[0].length, plain: `\n${plain}` });
  }
  return runs;
}
