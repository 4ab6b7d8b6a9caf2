/**
 * Whether a US individual taxpayer identification number is in a range that is given out: area 9, and a group of 50
 * to 65, 70 to 88, 90 to 92 or 94 to 99 (Internal Revenue Manual 3.21.263).
 *
 * @param digits ASCII digits only.
 */
export function isItin(digits: string): boolean {
  return /^9[0-9]{2}(?:5[0-9]|6[0-5]|7[0-9]|8[0-8]|9[0-24-9])[0-9]{4}$/.test(digits);
}
