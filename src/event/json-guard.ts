import { StageError } from "../model/stage.ts";

/** Deeper than any event the host writes; a bound for every walk over the parsed value. */
export const MAX_JSON_DEPTH = 64;

/**
 * Refuses JSON whose meaning depends on who parses it: a key twice in one object, a `__proto__` key,
 * nesting past the bound. `JSON.parse` would take all three without a word. The text must have
 * been parsed already: this trusts its syntax. One pass, linear in the text.
 *
 * @throws StageError("event") naming the key or the bound.
 */
export function assertPlainJson(text: string): void {
  /** One entry a nesting level: the keys seen so far of an object, or null for an array. */
  const open: (Set<string> | null)[] = [];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0x22) {
      const end = endOfString(text, at);
      const keys = open[open.length - 1];
      if (keys && isKey(text, end)) noteKey(keys, text.slice(at, end + 1));
      at = end;
    } else if (unit === 0x7b || unit === 0x5b) {
      open.push(unit === 0x7b ? new Set() : null);
      assertDepth(open.length);
    } else if (unit === 0x7d || unit === 0x5d) {
      open.pop();
    }
  }
}

function assertDepth(depth: number): void {
  if (depth <= MAX_JSON_DEPTH) return;
  throw new StageError("event", `the event nests deeper than ${MAX_JSON_DEPTH} levels`);
}

/** Index of the quote that closes the string opened at `start`. */
function endOfString(text: string, start: number): number {
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote === -1) return text.length;
    let slashes = 0;
    while (quote - slashes > from && text.charCodeAt(quote - 1 - slashes) === 0x5c) slashes++;
    if (slashes % 2 === 0) return quote;
    from = quote + 1;
  }
}

function isKey(text: string, endQuote: number): boolean {
  let at = endQuote + 1;
  while (isSpace(text.charCodeAt(at))) at++;
  return text.charCodeAt(at) === 0x3a;
}

function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09;
}

function noteKey(keys: Set<string>, quoted: string): void {
  // Two spellings of one key are one key: "a" and "\u0061".
  const key: string = quoted.includes("\\") ? String(JSON.parse(quoted)) : quoted.slice(1, -1);
  if (key === "__proto__") throw new StageError("event", 'the event has a key "__proto__"');
  // The key itself stays out of the message: it may be anything, a secret too.
  if (keys.has(key))
    throw new StageError("event", "the event has the same key twice in one object");
  keys.add(key);
}
