/**
 * Whether a US social security number could have been issued: never with the area 000, 666 or 900 to
 * 999, the group 00 or the serial 0000 (Social Security Administration, "Which Social Security numbers
 * are invalid?").
 *
 * @param digits Nine ASCII digits.
 */
export function isIssuableSsn(digits: string): boolean {
  return (
    /^[0-9]{9}$/.test(digits) &&
    !/^(?:000|666|9)/.test(digits) &&
    digits.slice(3, 5) !== "00" &&
    !digits.endsWith("0000")
  );
}
