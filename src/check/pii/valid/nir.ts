/**
 * Whether a French social security number (NIR, "numéro INSEE") ends in the key that its first thirteen
 * characters ask for: 97 less the number modulo 97. Corsica's 2A and 2B count as 19 and 18.
 *
 * @param text Without blanks; letters in either case.
 */
export function isNir(text: string): boolean {
  const number = text.toUpperCase();
  if (!/^[1-478][0-9]{4}(?:[0-9]{2}|2[AB])[0-9]{8}$/.test(number)) return false;
  const body = number.slice(0, 13).replace("2A", "19").replace("2B", "18");
  // Thirteen digits are exact in a double.
  return 97 - (Number(body) % 97) === Number(number.slice(13));
}
