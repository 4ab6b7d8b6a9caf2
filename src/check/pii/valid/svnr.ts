import { isDay } from "./day.ts";
import { weigh } from "./weigh.ts";

/** The fourth digit is the check digit. */
const WEIGHTS = [3, 7, 9, 0, 5, 8, 4, 2, 1, 6];

/**
 * Whether an Austrian social insurance number has its check digit, where 10 is not given out, and ends in a date of birth
 * (Dachverband der Sozialversicherungsträger). Who has none that is known has a month of 13 or more.
 *
 * @param digits ASCII digits only.
 */
export function isSvnr(digits: string): boolean {
  if (!/^[1-9][0-9]{9}$/.test(digits)) return false;
  const [day, month] = [Number(digits.slice(4, 6)), Number(digits.slice(6, 8))];
  const isBorn = isDay(month, day) || (month >= 13 && month <= 15 && day <= 31);
  return isBorn && weigh(digits, WEIGHTS) % 11 === Number(digits[3]);
}
