/** One round of the permutation; the digit at place n goes through it n times. */
const PERMUTATION = "1576283094";

/**
 * Whether an Indian Aadhaar number could be one: twelve digits, the first neither 0 nor 1, the last the
 * check digit of Verhoeff's scheme (UIDAI, "Aadhaar number"). No palindrome is given out.
 *
 * @param digits ASCII digits only.
 */
export function isAadhaar(digits: string): boolean {
  if (!/^[2-9][0-9]{11}$/.test(digits)) return false;
  const reversed = [...digits].toReversed();
  if (reversed.join("") === digits) return false;
  return reversed.reduce((sum, digit, place) => multiply(sum, permute(digit, place)), 0) === 0;
}

function permute(digit: string, place: number): number {
  let permuted = Number(digit);
  for (let round = 0; round < place % 8; round += 1) permuted = Number(PERMUTATION[permuted]);
  return permuted;
}

/** In the dihedral group D5: 0 to 4 are turns, 5 to 9 turns of the reflection. */
function multiply(a: number, b: number): number {
  if (a < 5) return b < 5 ? (a + b) % 5 : 5 + ((a + b) % 5);
  return b < 5 ? 5 + ((a - b) % 5) : (a - b + 5) % 5;
}
