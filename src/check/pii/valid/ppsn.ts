import { weigh } from "./weigh.ts";

const WEIGHTS = [8, 7, 6, 5, 4, 3, 2];
const LETTERS = "wabcdefghijklmnopqrstuv";

/**
 * Whether an Irish PPS number has the check letter that its digits, and the letter that may follow it, ask for (Office of
 * the Revenue Commissioners, "PPSN check digit").
 *
 * @param text In lower case, without blanks.
 */
export function isPpsn(text: string): boolean {
  if (!/^[0-9]{7}[a-w][a-iw]?$/.test(text)) return false;
  const second = text.length > 8 ? LETTERS.indexOf(text.charAt(8)) : 0;
  return LETTERS[(weigh(text, WEIGHTS) + 9 * second) % 23] === text[7];
}
