import { isDay } from "./day.ts";
import { weigh } from "./weigh.ts";

const WEIGHTS = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1];

/**
 * Whether a Polish PESEL begins with a date of birth, the century in its month, and has its check digit (gov.pl, "Czym
 * jest numer PESEL").
 *
 * @param digits ASCII digits only.
 */
export function isPesel(digits: string): boolean {
  if (!/^[0-9]{11}$/.test(digits)) return false;
  const month = Number(digits.slice(2, 4)) % 20;
  return isDay(month, Number(digits.slice(4, 6))) && weigh(digits, WEIGHTS) % 10 === 0;
}
