/**
 * Whether a Dutch citizen service number (burgerservicenummer) passes its eleven test: the digits weighed
 * 9 to 2, and the last -1, sum to a multiple of 11.
 *
 * @param digits ASCII digits only.
 */
export function isBsn(digits: string): boolean {
  if (!/^[0-9]{9}$/.test(digits) || digits.startsWith("00")) return false;
  let sum = -Number(digits[8]);
  for (let place = 0; place < 8; place += 1) sum += Number(digits[place]) * (9 - place);
  return sum % 11 === 0;
}
