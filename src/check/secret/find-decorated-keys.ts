/** A stretch of text, in UTF-16 units; `end` is exclusive. */
export interface KeyStretch {
  readonly start: number;
  readonly end: number;
}

/** So many base64 characters in so many units after the header are a key … */
const LOOKED_AT = 200;
const MIN_BASE64 = 40;
/** … if they are mixed as those of a key are: prose and code have fewer capitals and digits. */
const MIN_MIXED_SHARE = 0.28;
const MIN_KINDS = 24;
/** A key block is taken to its end line, or this far. */
const MAX_KEY_UNITS = 16 * 1024;

/**
 * Private keys whose lines stand among anything else: marks of comments, tables and diffs, markup,
 * quotes of an array. What is told is from the end of the header to the end line.
 */
export function findDecoratedKeys(text: string): readonly KeyStretch[] {
  const found: KeyStretch[] = [];
  for (const header of text.matchAll(/-----BEGIN[A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g)) {
    const start = header.index + header[0].length;
    if (!looksLikeKey(text.slice(start, start + LOOKED_AT))) continue;
    const block = text.slice(start, start + MAX_KEY_UNITS);
    const stop = block.indexOf("-----END");
    found.push({ start, end: start + (stop < 0 ? block.length : stop) });
  }
  return found;
}

function looksLikeKey(text: string): boolean {
  const stop = text.search(/-----(?:BEGIN|END)/);
  const base64 = (stop < 0 ? text : text.slice(0, stop))
    // What an escape or a piece of markup says is none of the key's.
    .replace(/\\[nrt]|<[^<>\s]{0,20}>/g, "")
    .replace(/[^A-Za-z0-9+/]/g, "");
  if (base64.length < MIN_BASE64) return false;
  const mixed = base64.replace(/[a-z]/g, "").length;
  const share = mixed / base64.length;
  return share >= MIN_MIXED_SHARE && share < 0.95 && new Set(base64).size >= MIN_KINDS;
}
