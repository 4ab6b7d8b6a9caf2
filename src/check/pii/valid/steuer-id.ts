/**
 * Whether a German tax identification number (§ 139b AO) could be one: eleven digits, the first not 0;
 * among the first ten one digit stands two or three times and no other more than once; the last is the
 * check digit of ISO 7064 MOD 11,10.
 *
 * @param digits ASCII digits only.
 */
export function isSteuerId(digits: string): boolean {
  return (
    /^[1-9][0-9]{10}$/.test(digits) && hasOneRepeated(digits.slice(0, 10)) && isChecked(digits)
  );
}

function hasOneRepeated(digits: string): boolean {
  const counts = Map.groupBy(digits, (digit) => digit);
  const repeated = [...counts.values()].filter(({ length }) => length > 1);
  return repeated.length === 1 && repeated.every(({ length }) => length <= 3);
}

function isChecked(digits: string): boolean {
  let product = 10;
  for (const digit of digits.slice(0, 10)) {
    const sum = (Number(digit) + product) % 10;
    product = ((sum === 0 ? 10 : sum) * 2) % 11;
  }
  return (11 - product) % 10 === Number(digits[10]);
}
