/** The letter by the number modulo 23 (Spanish Ministry of the Interior, "Cálculo del dígito de control"). */
const LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";

/**
 * Whether a Spanish DNI (eight digits) or NIE (X, Y or Z and seven digits) ends in the letter that its
 * number asks for; X, Y and Z count as 0, 1 and 2.
 *
 * @param text Without blanks and hyphens; letters in either case.
 */
export function isDni(text: string): boolean {
  const number = text.toUpperCase();
  if (!/^[0-9XYZ][0-9]{7}[A-Z]$/.test(number)) return false;
  const first = "XYZ".indexOf(number.charAt(0));
  const digits = (first < 0 ? number.charAt(0) : String(first)) + number.slice(1, 8);
  return LETTERS[Number(digits) % 23] === number[8];
}
