import { weigh } from "./weigh.ts";

const WEIGHTS = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1];

/**
 * Whether a number of the NHS in England has its check digit: modulo 11, where 10 is not given out (NHS Data Dictionary,
 * "NHS NUMBER").
 *
 * @param digits ASCII digits only.
 */
export function isNhsNumber(digits: string): boolean {
  return /^[0-9]{10}$/.test(digits) && !/^0+$/.test(digits) && weigh(digits, WEIGHTS) % 11 === 0;
}
