import { isDay } from "./day.ts";
import { weigh } from "./weigh.ts";

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = "10x98765432";

/**
 * Whether a Chinese resident identity number has a date of birth and the check character of GB 11643 (ISO 7064
 * MOD 11-2).
 *
 * @param text In lower case, without blanks.
 */
export function isCnId(text: string): boolean {
  if (!/^[1-8][0-9]{5}(?:19|20)[0-9]{9}[0-9x]$/.test(text)) return false;
  if (!isDay(Number(text.slice(10, 12)), Number(text.slice(12, 14)))) return false;
  return CHECKS[weigh(text, WEIGHTS) % 11] === text[17];
}
