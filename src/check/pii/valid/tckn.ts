import { weigh } from "./weigh.ts";

const TENTH = [7, -1, 7, -1, 7, -1, 7, -1, 7];
const ELEVENTH = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1];

/**
 * Whether a Turkish identity number (T.C. kimlik numarası) has its two check digits (Nüfus ve Vatandaşlık İşleri).
 *
 * @param digits ASCII digits only.
 */
export function isTckn(digits: string): boolean {
  if (!/^[1-9][0-9]{10}$/.test(digits)) return false;
  const tenth = ((weigh(digits, TENTH) % 10) + 10) % 10;
  return tenth === Number(digits[9]) && weigh(digits, ELEVENTH) % 10 === Number(digits[10]);
}
