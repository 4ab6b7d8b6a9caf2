import { joins } from "./joins.ts";
import { endsTerminalEscape } from "./terminal-escape.ts";

/** A stretch of a text, in UTF-16 units; `end` is exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * Whether a stretch is no part of a longer word, number, path or id: `4111` in `0.4111`, `v1-4111`, `a/4111` or
 * `4111e` is. An escape as JSON has it (`\n`) ends a word, and so does one for the terminal (`ESC[31m`).
 */
export function standsAlone(text: string, { start, end }: Stretch): boolean {
  return !goesOn(text, start - 1, -1) && !goesOn(text, end, 1);
}

function goesOn(text: string, at: number, step: 1 | -1): boolean {
  const next = text.charAt(at);
  if (joins(next)) return step === 1 || !isEscape(text, at);
  return isJoiner(next) && joins(text.charAt(at + step));
}

function isJoiner(char: string): boolean {
  return /[.\-/+]/.test(char);
}

function isEscape(text: string, at: number): boolean {
  const isLiteral = "nrt".includes(text.charAt(at)) && text.charAt(at - 1) === "\\";
  return isLiteral || endsTerminalEscape(text, at);
}
