import type { Term } from "../syntax.ts";
import type { Cursor } from "./cursor.ts";

/** PowerShell takes typographic quotes for plain ones. */
const SINGLE = "'\u2018\u2019\u201A\u201B";
const DOUBLE = '"\u201C\u201D\u201E';

const ESCAPES: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\x07",
  b: "\b",
  e: "\x1B",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

const SCOPES = /^(?:global|script|local|private|using|variable|workflow):/;

/** Whether a string begins here. */
export function isQuote(char: string): boolean {
  return char !== "" && (SINGLE.includes(char) || DOUBLE.includes(char));
}

/** The string that begins at a quote or at `@` with one behind it. */
export function parseString(cursor: Cursor): Term {
  const isHere = cursor.take("@");
  const isDouble = DOUBLE.includes(cursor.char);
  cursor.at += 1;
  if (isHere) return parseHereString(cursor, isDouble);
  return isDouble ? parseExpandable(cursor) : parseLiteral(cursor);
}

function parseLiteral(cursor: Cursor): Term {
  let value = "";
  while (!cursor.isAtEnd) {
    const { char } = cursor;
    cursor.at += 1;
    if (!SINGLE.includes(char)) value += char;
    else if (!cursor.isAtEnd && SINGLE.includes(cursor.char)) {
      value += cursor.char;
      cursor.at += 1;
    } else return { kind: "text", value };
  }
  cursor.complain("a string without an end");
  return { kind: "text", value };
}

function parseExpandable(cursor: Cursor): Term {
  const parts = new Parts();
  while (!cursor.isAtEnd) {
    const { char } = cursor;
    if (!DOUBLE.includes(char)) parts.addHere(cursor);
    else if (cursor.peek(1) !== "" && DOUBLE.includes(cursor.peek(1))) {
      parts.addText(char);
      cursor.at += 2;
    } else {
      cursor.at += 1;
      return parts.toTerm();
    }
  }
  cursor.complain("a string without an end");
  return parts.toTerm();
}

/** From behind `@"` up to a line that begins with `"@`. */
function parseHereString(cursor: Cursor, isDouble: boolean): Term {
  cursor.read(/[ \t]*\r?\n/y);
  const close = isDouble ? '\n"@' : "\n'@";
  const found = cursor.source.indexOf(close, cursor.at - 1);
  if (found < 0) cursor.complain("a string without an end");
  const end = found < 0 ? cursor.source.length : found;
  const parts = new Parts();
  if (isDouble) while (cursor.at < end) parts.addHere(cursor);
  else parts.addText(cursor.source.slice(cursor.at, end).replace(/\r$/, ""));
  cursor.at = Math.max(cursor.at, Math.min(cursor.source.length, end + close.length));
  return parts.toTerm();
}

/** Collects what one string or bare word is made of. */
export class Parts {
  readonly #parts: Term[] = [];
  #text = "";

  addText(text: string): void {
    this.#text += text;
  }

  addTerm(term: Term): void {
    if (this.#text !== "") this.#parts.push({ kind: "text", value: this.#text });
    this.#text = "";
    this.#parts.push(term);
  }

  /** What stands here, a variable and an escape read as between double quotes. */
  addHere(cursor: Cursor): void {
    const { char } = cursor;
    const variable = char === "$" ? parseVariable(cursor) : undefined;
    if (variable !== undefined) this.addTerm(variable);
    else if (char === "`") this.addText(parseEscape(cursor));
    else {
      this.addText(char);
      cursor.at += 1;
    }
  }

  toTerm(): Term {
    const [only] = this.#parts;
    if (only === undefined) return { kind: "text", value: this.#text };
    if (this.#text !== "") this.#parts.push({ kind: "text", value: this.#text });
    return { kind: "join", parts: this.#parts };
  }
}

/** From a backtick on. */
export function parseEscape(cursor: Cursor): string {
  const point = cursor.read(/`u\{([0-9a-fA-F]{1,6})\}/y)?.[1];
  if (point !== undefined) {
    const code = Number.parseInt(point, 16);
    return code > 0x10_ff_ff ? "" : String.fromCodePoint(code);
  }
  const escaped = cursor.peek(1);
  cursor.at += 2;
  return ESCAPES[escaped] ?? (escaped === "\n" || escaped === "\r" ? "" : escaped);
}

/** The variable or subexpression at a `$`; undefined, with nothing taken, where it is just that character. */
export function parseVariable(cursor: Cursor): Term | undefined {
  if (cursor.take("$(")) {
    return { kind: "sub", body: cursor.grammar.statements(cursor, ")") };
  }
  const braced = cursor.read(/\$\{([^}\n]{1,256})\}/y)?.[1];
  const name =
    braced?.replaceAll("`", "") ?? cursor.read(/\$((?:[a-z]\w{0,32}:(?=\w))?\w+|[$^?])/iy)?.[1];
  if (name === undefined) return undefined;
  return { kind: "variable", name: name.toLowerCase().replace(SCOPES, "") };
}
