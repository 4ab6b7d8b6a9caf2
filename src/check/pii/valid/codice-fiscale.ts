/** What a character counts at an odd place, by what it counts at an even one: digits 0 to 9, `a` to `z` 0 to 25. */
const ODD = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
];

/**
 * Whether an Italian codice fiscale ends in the letter that the fifteen characters before it ask for (decreto
 * ministeriale 23 dicembre 1976). Where digits are given out twice, letters stand for some of them.
 *
 * @param text In lower case, without blanks.
 */
export function isCodiceFiscale(text: string): boolean {
  if (!/^[a-z]{6}[0-9l-v]{2}[a-ehlmprst][0-9l-v]{2}[a-z][0-9l-v]{3}[a-z]$/.test(text)) return false;
  let sum = 0;
  for (let place = 0; place < 15; place += 1) {
    const value = valueOf(text.charAt(place));
    // The first place is odd.
    sum += place % 2 === 0 ? (ODD[value] ?? 0) : value;
  }
  return sum % 26 === valueOf(text.charAt(15));
}

function valueOf(char: string): number {
  return /[0-9]/.test(char) ? Number(char) : char.charCodeAt(0) - 0x61;
}
