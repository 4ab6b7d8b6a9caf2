import { StageError } from "../model/stage.ts";

/** Deeper than any event the host writes; a bound for every walk over the parsed value. */
export const MAX_JSON_DEPTH = 64;

/** V8 keeps keys, and values up to this length, in one hash table of the process. */
const MAX_SHARED_UNITS = 10;
/** As long as such a value is with its quotes, each unit written as in `\u0061`. */
const MAX_WRITTEN_UNITS = 6 * MAX_SHARED_UNITS + 2;
/** A shorter text has too few strings to matter. */
const MIN_FLOOD_UNITS = 64 * 1024;

/**
 * Refuses JSON whose meaning depends on who parses it: a key twice in one object, a `__proto__` key,
 * nesting past the bound. `JSON.parse` would take all three without a word. One pass, linear in the text;
 * of a text that is not JSON it only says nothing wrong.
 *
 * It comes before the parser, because it can be interrupted and that cannot. The hashes of strings are the same in
 * every process (docs/adr/0007), so someone could send thousands that fall into one place of a table, which takes
 * time that grows with the square of their number. Here they fall into one place of a table too, and the deadline
 * ends it.
 *
 * @throws StageError("event") naming the key or the bound.
 */
export function assertPlainJson(text: string): void {
  const levels = new Levels(text);
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0x22) at = levels.takeString(at);
    else levels.note(unit);
  }
}

/** Where a reader of JSON stands: how deep, and which strings it has seen. */
class Levels {
  readonly #text: string;
  /** One entry a nesting level: the keys seen so far of an object, or null for an array. */
  readonly #open: (Set<string> | null)[] = [];
  /** What the parser would put into its one table. */
  readonly #shared: Set<string> | undefined;

  constructor(text: string) {
    this.#text = text;
    this.#shared = text.length < MIN_FLOOD_UNITS ? undefined : new Set();
  }

  /** Opens and closes a level at a bracket. */
  note(unit: number): void {
    if (unit === 0x7b || unit === 0x5b) {
      this.#open.push(unit === 0x7b ? new Set() : null);
      assertDepth(this.#open.length);
    } else if (unit === 0x7d || unit === 0x5d) this.#open.pop();
  }

  /** The string opened at `start`. Tells the index of the quote that closes it. */
  takeString(start: number): number {
    const end = endOfString(this.#text, start);
    const keys = this.#open[this.#open.length - 1];
    const isName = keys && isKey(this.#text, end);
    const mayBeShared = this.#shared && end - start < MAX_WRITTEN_UNITS;
    if (!isName && !mayBeShared) return end;
    const value = readString(this.#text.slice(start, end + 1));
    if (isName || value.length <= MAX_SHARED_UNITS) this.#shared?.add(value);
    if (isName) addKey(keys, value);
    return end;
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

/**
 * Two spellings of one string are one: "a" and "\u0061".
 *
 * @throws StageError("event") when it is none: the text is not JSON.
 */
function readString(quoted: string): string {
  if (!quoted.includes("\\")) return quoted.slice(1, -1);
  try {
    return String(JSON.parse(quoted));
  } catch (error) {
    // V8 quotes the input in its message; the input may hold a secret.
    throw new StageError("event", "the event is not valid JSON", { cause: error });
  }
}

function addKey(keys: Set<string>, key: string): void {
  if (key === "__proto__") throw new StageError("event", 'the event has a key "__proto__"');
  // The key itself stays out of the message: it may be anything, a secret too.
  if (keys.has(key))
    throw new StageError("event", "the event has the same key twice in one object");
  keys.add(key);
}
