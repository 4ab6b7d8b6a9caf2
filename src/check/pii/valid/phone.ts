/** Country codes of one and two digits; those of three begin otherwise (ITU-T E.164, annex to bulletin 1114). */
const SHORT_CODE = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;
const LONG_CODE =
  /^(?:2[1-69][0-9]|3[578][0-9]|42[013]|5[09][0-9]|6[789][0-9]|8[0578][0-9]|9[679][0-9])/;

/**
 * Whether a telephone number could be one: with a country code one that is given out and at most fifteen digits in all
 * (ITU-T E.164), in North America an area and an exchange that begin with 2 or more; without one, seven digits to
 * thirteen. A digit over and over, or a run of them, is nobody's.
 *
 * @param plain Digits, with a `+` before a country code.
 */
export function isPhone(plain: string): boolean {
  const isForeign = plain.startsWith("+") || plain.startsWith("00");
  const digits = plain.replace(/^(?:\+|00)/, "");
  if (!/^[0-9]{7,15}$/.test(digits) || isMadeUp(digits)) return false;
  return isForeign ? isInternational(digits) : digits.length <= 13;
}

function isInternational(digits: string): boolean {
  if (digits.startsWith("1")) return /^1[2-9][0-9]{2}[2-9][0-9]{6}$/.test(digits);
  return digits.length >= 8 && (SHORT_CODE.test(digits) || LONG_CODE.test(digits));
}

function isMadeUp(digits: string): boolean {
  return /([0-9])\1{6}/.test(digits) || /(?:0123456|1234567|2345678|9876543)/.test(digits);
}
