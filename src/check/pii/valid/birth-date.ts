import { isDay } from "./day.ts";

/**
 * Whether a date could be somebody's date of birth: a day of a month between 1900 and 2029, in the order of ISO 8601,
 * of Europe or of the United States, its month a number or a word. The epoch and the first day of a century are nobody's.
 *
 * @param plain As `plainValue` makes it: `19840312`, `12mar1984`, `3121984`.
 */
export function isBirthDate(plain: string): boolean {
  if (/[a-z]/.test(plain)) return /(?:19|20[0-2])[0-9]{2}$|20[0-2][0-9]$/.test(plain);
  if (/^(?:19700101|01011970|19000101|01011900|20000101|01012000)$/.test(plain)) return false;
  return isIso(plain) || isWithYearLast(plain);
}

function isIso(plain: string): boolean {
  const [, month, day] = /^(?:19[0-9]{2}|20[0-2][0-9])([0-9]{2})([0-9]{2})$/.exec(plain) ?? [];
  return isDay(Number(month), Number(day));
}

function isWithYearLast(plain: string): boolean {
  const [, first] = /^([0-9]{2,4})(?:19[0-9]{2}|20[0-2][0-9])$/.exec(plain) ?? [];
  if (first === undefined) return false;
  // Of three digits either number may be the short one.
  const cuts = first.length === 3 ? [1, 2] : [first.length / 2];
  return cuts.some((cut) => {
    const [one, other] = [Number(first.slice(0, cut)), Number(first.slice(cut))];
    return isDay(one, other) || isDay(other, one);
  });
}
