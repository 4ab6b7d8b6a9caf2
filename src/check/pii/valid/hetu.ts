import { isDay } from "./day.ts";

const CHECKS = "0123456789abcdefhjklmnprstuvwxy";

/**
 * Whether a Finnish henkilötunnus begins with a date of birth and ends in the character that its number asks for (DVV,
 * "Henkilötunnus"). Those from 900 on are for a time, or for tests.
 *
 * @param text In lower case; the sign of the century, `-` or a letter, may be gone.
 */
export function isHetu(text: string): boolean {
  const match = /^([0-9]{2})([0-9]{2})([0-9]{2})[a-fu-y+]?([0-8][0-9]{2})([0-9a-y])$/.exec(text);
  if (match === null) return false;
  const [, day = "", month = "", year = "", serial = "", check] = match;
  if (!isDay(Number(month), Number(day))) return false;
  return CHECKS[Number(day + month + year + serial) % 31] === check;
}
