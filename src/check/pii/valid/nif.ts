import { weigh } from "./weigh.ts";

const WEIGHTS = [9, 8, 7, 6, 5, 4, 3, 2];

/**
 * Whether a Portuguese NIF of a person (it begins with 1, 2, 3 or 45) has its check digit: 11 less the sum modulo 11, or
 * 0 for more than 9 (Decreto-Lei 14/2013).
 *
 * @param digits ASCII digits only.
 */
export function isNif(digits: string): boolean {
  if (!/^(?:[123]|45)[0-9]{7,8}$/.test(digits) || digits.length !== 9) return false;
  const check = 11 - (weigh(digits, WEIGHTS) % 11);
  return (check > 9 ? 0 : check) === Number(digits[8]);
}
