import { isDay } from "./day.ts";

/**
 * Whether a Danish CPR number begins with a date of birth. Its check digit holds no longer for all that are given out
 * (CPR-kontoret, "Personnumre uden kontrolciffer").
 *
 * @param digits ASCII digits only.
 */
export function isCpr(digits: string): boolean {
  if (!/^[0-9]{10}$/.test(digits)) return false;
  return isDay(Number(digits.slice(2, 4)), Number(digits.slice(0, 2)));
}
