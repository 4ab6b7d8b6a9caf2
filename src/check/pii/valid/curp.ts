import { isDay } from "./day.ts";

/** `ñ` stands between `n` and `o`. */
const VALUES = "0123456789abcdefghijklmnñopqrstuvwxyz";

/**
 * Whether a Mexican CURP has a date of birth and its check digit (RENAPO, "Instructivo normativo para la asignación de
 * la Clave Única de Registro de Población").
 *
 * @param text In lower case, without blanks.
 */
export function isCurp(text: string): boolean {
  if (!/^[a-z]{4}[0-9]{6}[hmx][a-z]{5}[0-9a-z][0-9]$/.test(text)) return false;
  if (!isDay(Number(text.slice(6, 8)), Number(text.slice(8, 10)))) return false;
  let sum = 0;
  for (let place = 0; place < 17; place += 1) {
    sum += VALUES.indexOf(text.charAt(place)) * (18 - place);
  }
  return (10 - (sum % 10)) % 10 === Number(text[17]);
}
