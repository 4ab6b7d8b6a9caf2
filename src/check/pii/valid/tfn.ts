import { weigh } from "./weigh.ts";

const WEIGHTS = [1, 4, 3, 7, 5, 8, 6, 9, 10];

/**
 * Whether an Australian tax file number of nine digits passes its test modulo 11 (Australian Taxation Office, "TFN
 * algorithm").
 *
 * @param digits ASCII digits only.
 */
export function isTfn(digits: string): boolean {
  return /^[0-9]{9}$/.test(digits) && !/^0+$/.test(digits) && weigh(digits, WEIGHTS) % 11 === 0;
}
