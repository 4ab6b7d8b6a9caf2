import { isDay } from "./day.ts";
import { weigh } from "./weigh.ts";

const FIRST = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];
const SECOND = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];

/**
 * Whether a Norwegian fødselsnummer or D-number, whose day is 40 more, begins with a date of birth and has its two check
 * digits (Skatteetaten, "Fødselsnummer"). Numbers made for tests have other months.
 *
 * @param digits ASCII digits only.
 */
export function isFodselsnummer(digits: string): boolean {
  if (!/^[0-7][0-9]{10}$/.test(digits)) return false;
  const day = Number(digits.slice(0, 2));
  if (!isDay(Number(digits.slice(2, 4)), day > 40 ? day - 40 : day)) return false;
  return weigh(digits, FIRST) % 11 === 0 && weigh(digits, SECOND) % 11 === 0;
}
