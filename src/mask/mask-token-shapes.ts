const MIN_LENGTH = 20;
const LONG_WORD = /[A-Za-z0-9_+=-]{20,}/g;

/**
 * Masks words that look random: 20 characters or more with upper case, lower case and digits mixed,
 * or upper case and digits alone. For strings that no secret rule has looked at: paths, and whatever
 * a hook without the secret check records. UUIDs and hexadecimal digests stay.
 */
export function maskTokenShapes(text: string): string {
  // Most paths have no capitals, and then no pattern need be compiled.
  if (text.length < MIN_LENGTH || text === text.toLowerCase()) return text;
  return text.replace(LONG_WORD, (word) => (isTokenShaped(word) ? "[token?]" : word));
}

function isTokenShaped(word: string): boolean {
  return /[A-Z]/.test(word) && /[0-9]/.test(word) && !/[a-z]{8}/.test(word);
}
