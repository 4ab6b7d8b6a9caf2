import { weigh } from "./weigh.ts";

const WEIGHTS = [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1];

/**
 * Whether a Swiss AHV (AVS) number has the check digit of EAN-13 (Zentrale Ausgleichsstelle, "Die 13-stellige
 * AHV-Nummer").
 *
 * @param digits ASCII digits only.
 */
export function isAhv(digits: string): boolean {
  return /^756[0-9]{10}$/.test(digits) && weigh(digits, WEIGHTS) % 10 === 0;
}
