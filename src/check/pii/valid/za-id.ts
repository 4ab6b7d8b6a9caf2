import { isDay } from "./day.ts";
import { hasLuhnDigit } from "./luhn.ts";

/**
 * Whether a South African identity number begins with a date of birth, says a citizenship, and has Luhn's check digit
 * (Department of Home Affairs).
 *
 * @param digits ASCII digits only.
 */
export function isZaId(digits: string): boolean {
  if (!/^[0-9]{10}[0-2][0-9]{2}$/.test(digits)) return false;
  return isDay(Number(digits.slice(2, 4)), Number(digits.slice(4, 6))) && hasLuhnDigit(digits);
}
