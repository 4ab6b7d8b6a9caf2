import { isDay } from "./day.ts";
import { hasLuhnDigit } from "./luhn.ts";

/**
 * Whether a Swedish personnummer, or a samordningsnummer, whose day is 60 more, begins with a date of birth and has
 * Luhn's check digit over its last ten digits (Skatteverket, SKV 704 and 707).
 *
 * @param digits ASCII digits, ten, or twelve with the century; a `+` for those over a hundred years may be among them.
 */
export function isPersonnummer(digits: string): boolean {
  const match = /^(?:1[89]|20)?([0-9]{2})([0-9]{2})([0-9]{2})\+?([0-9]{4})$/.exec(digits);
  if (match === null) return false;
  const [, year = "", month = "", day = "", last = ""] = match;
  const dayOfMonth = Number(day) > 60 ? Number(day) - 60 : Number(day);
  return isDay(Number(month), dayOfMonth) && hasLuhnDigit(year + month + day + last);
}
