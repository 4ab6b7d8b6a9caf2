import type { Stretch } from "./gitleaks/dialect.ts";

/** Letters, digits, `_`, `/`, `+` and `-`: words, and both alphabets of base64. */
const isUnit = new Uint8Array(128);
for (const unit of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_/+-") {
  isUnit[unit.charCodeAt(0)] = 1;
}

/**
 * The first run of at least `min` such units that begins at or behind `from`, and neither goes on before nor after:
 * `(?<![\w/+-])[\w/+-]{min,}` as a regular expression, which would look at every unit. This looks at the last one that a
 * run beginning here must have, and goes on behind the nearest one before it that no run has.
 */
export function findWordRun(text: string, from: number, min: number): Stretch | undefined {
  let start = isWord(text, from - 1) ? endOfRun(text, from) : from;
  while (start + min <= text.length) {
    let back = start + min - 1;
    while (back >= start && isWord(text, back)) back -= 1;
    if (back < start) return { start, end: endOfRun(text, start + min) };
    start = back + 1;
  }
  return undefined;
}

/** All such runs from the beginning, each with the one or two `=` behind it. */
export function* findWordRuns(text: string, min: number): Generator<Stretch> {
  for (let run = findWordRun(text, 0, min); run; run = findWordRun(text, run.end, min)) {
    const end = run.end + countPadding(text, run.end);
    yield { start: run.start, end };
  }
}

/** How many `=` end a run of base64 at this place: two at most. */
export function countPadding(text: string, at: number): number {
  if (text[at] !== "=") return 0;
  return text[at + 1] === "=" ? 2 : 1;
}

function endOfRun(text: string, from: number): number {
  let end = from;
  while (isWord(text, end)) end += 1;
  return end;
}

/** False outside the text. */
function isWord(text: string, at: number): boolean {
  return isUnit[text.charCodeAt(at)] === 1;
}
