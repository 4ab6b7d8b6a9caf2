const MIN_LENGTH = 20;
const LONG_WORD = /[A-Za-z0-9_+=-]{20,}/g;

/**
 * Masks words that look random: 20 characters or more with upper case, lower case and digits mixed,
 * or upper case and digits alone, or a long run behind a prefix as in `ghp_`. For strings that no
 * secret rule has looked at: paths, and whatever a hook without the secret check records. UUIDs and
 * hexadecimal digests stay.
 */
export function maskTokenShapes(text: string): string {
  // Most paths have neither capitals nor such a prefix, and then no pattern need be compiled.
  if (text.length < MIN_LENGTH) return text;
  if (text === text.toLowerCase() && !text.includes("_")) return text;
  return text.replace(LONG_WORD, (word) => (isTokenShaped(word) ? "[token?]" : word));
}

/** A prefix and then a long run with digits, as issuers make them. */
const PREFIXED =
  /^(?!sha\d|md5)[A-Za-z]{2,16}(?:_[a-z0-9]{1,10}){0,3}_(?=[A-Za-z]*[0-9])[A-Za-z0-9]{24,}$/;

function isTokenShaped(word: string): boolean {
  if (PREFIXED.test(word)) return true;
  return /[A-Z]/.test(word) && /[0-9]/.test(word) && !/[a-z]{8}/.test(word);
}
