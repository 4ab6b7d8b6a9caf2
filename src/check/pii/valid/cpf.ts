/**
 * Whether a Brazilian CPF has the two check digits of the Receita Federal: each the sum, modulo 11, of the
 * digits before it, weighed 2, 3, 4 … from the right. One of eleven equal digits passes and is nobody's.
 *
 * @param digits ASCII digits only.
 */
export function isCpf(digits: string): boolean {
  if (!/^[0-9]{11}$/.test(digits) || new Set(digits).size === 1) return false;
  return (
    checkDigit(digits.slice(0, 9)) === digits[9] && checkDigit(digits.slice(0, 10)) === digits[10]
  );
}

function checkDigit(before: string): string {
  let sum = 0;
  for (let place = 0; place < before.length; place += 1) {
    sum += Number(before[place]) * (before.length + 1 - place);
  }
  return String(((sum * 10) % 11) % 10);
}
