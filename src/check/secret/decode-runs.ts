/** A stretch of a text that was encoded, and where its plain form begins in `DecodedText.text`. */
interface DecodedRun {
  readonly from: number;
  readonly start: number;
  readonly end: number;
}

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
  const decoded: { text: string; runs: DecodedRun[] } = { text: "", runs: [] };
  const parts: string[] = [];
  let length = 0;
  let last: { readonly end: number; readonly hex: boolean; readonly whole: boolean } | undefined;
  // The lookbehind keeps V8 from trying every suffix of a word.
  for (const match of text.matchAll(/(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{27,}={0,2}/g)) {
    const run = match[0];
    // Long names and paths of ordinary source have no digit; encoded tokens do.
    if (!/[0-9]/.test(run)) continue;
    const hex = isHex(run);
    const continues = last?.whole && last.hex === hex && isLineBreak(text, last.end, match.index);
    const plain = (continues ? "" : "\n") + decodeRun(run, hex);
    decoded.runs.push({ from: length, start: match.index, end: match.index + run.length });
    parts.push(plain);
    length += plain.length;
    last = {
      end: match.index + run.length,
      hex,
      whole: run.length % 4 === 0 && !run.endsWith("="),
    };
  }
  for (const run of percentRuns(text)) {
    decoded.runs.push({ from: length, start: run.start, end: run.end });
    parts.push(`\n${run.plain}`);
    length += run.plain.length + 1;
  }
  decoded.text = parts.join("");
  return decoded;
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

function decodeRun(run: string, hex: boolean): string {
  // Node reads the URL-safe alphabet as base64 too.
  return Buffer.from(run, hex ? "hex" : "base64").toString("latin1");
}

function isLineBreak(text: string, start: number, end: number): boolean {
  return end - start <= 4 && /^(?:\r?\n|\\r?\\n|\\n)$/.test(text.slice(start, end));
}

interface PercentRun {
  readonly start: number;
  readonly end: number;
  readonly plain: string;
}

function percentRuns(text: string): readonly PercentRun[] {
  if (!/%[0-9A-Fa-f]{2}/.test(text)) return [];
  const runs: PercentRun[] = [];
  for (const match of text.matchAll(/(?<![\w.~%+/=:@&?-])[\w.~%+/=:@&?-]{24,}/g)) {
    if (!match[0].includes("%")) continue;
    // `unescape` makes a character of every byte and never throws, unlike `decodeURIComponent`.
    const plain = unescape(match[0]);
    runs.push({ start: match.index, end: match.index + match[0].length, plain });
  }
  return runs;
}
