/** A shorter one is a word that happens to have such letters. */
const MIN_UNITS = 12;
const MAX_UNITS = 65_536;

const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;

/** The plain text that a string is in base64; undefined where it is none. */
export function decodeText(text: string): string | undefined {
  if (text.length < MIN_UNITS || text.length > MAX_UNITS || !BASE64.test(text)) return undefined;
  const decoded = Buffer.from(text, "base64").toString("utf8");
  return /^[\t\n\r\x20-\x7e]+$/.test(decoded) && /\s/.test(decoded) ? decoded : undefined;
}
