import { isDay } from "./day.ts";

/**
 * Whether a Belgian national register number has its check digits: 97 less the first nine digits modulo 97, with a 2
 * before them for those born from 2000 on (koninklijk besluit van 3 april 1984).
 *
 * @param digits ASCII digits only.
 */
export function isRijksregister(digits: string): boolean {
  if (!/^[0-9]{11}$/.test(digits)) return false;
  const [month, day] = [Number(digits.slice(2, 4)), Number(digits.slice(4, 6))];
  if (!isDay(month, day)) return false;
  const [number, check] = [digits.slice(0, 9), Number(digits.slice(9))];
  return [number, `2${number}`].some((body) => 97 - (Number(body) % 97) === check);
}
