import { type Block, NOTHING, type Statement, type Term } from "../syntax.ts";
import type { Cursor } from "./cursor.ts";
import { isQuote, parseString, parseVariable } from "./string.ts";

/** A type's name, or an attribute, between brackets, is no longer than this. */
const MAX_TYPE_UNITS = 512;

/** An operand of an expression with its members, calls and indexes. */
export function parseOperand(cursor: Cursor): Term {
  cursor.skipSpace();
  const term = cursor.nest(() => parsePrimary(cursor), NOTHING);
  return cursor.nest(() => parsePostfix(cursor, term), term);
}

function parsePrimary(cursor: Cursor): Term {
  const { char } = cursor;
  const next = cursor.peek(1);
  if (isQuote(char) || (char === "@" && isQuote(next))) return parseString(cursor);
  switch (char) {
    case "$":
      return parseVariable(cursor) ?? parseBare(cursor);
    case "(":
      cursor.at += 1;
      return { kind: "sub", body: cursor.grammar.statements(cursor, ")") };
    case "{":
      return parseBlock(cursor);
    case "@":
      return parseAt(cursor, next);
    case "[":
      return parseType(cursor);
    default:
      return parseBare(cursor);
  }
}

function parseAt(cursor: Cursor, next: string): Term {
  if (next === "(") {
    cursor.at += 2;
    return { kind: "sub", body: cursor.grammar.statements(cursor, ")") };
  }
  if (next === "{") return parseTable(cursor);
  const splatted = cursor.read(/@\w+/y)?.[0];
  return splatted === undefined
    ? parseBare(cursor)
    : { kind: "variable", name: splatted.toLowerCase() };
}

/** `{…}`, from the brace on. */
export function parseBlock(cursor: Cursor): Block {
  const start = cursor.at + 1;
  cursor.at = start;
  const body = cursor.grammar.statements(cursor, "}");
  return { kind: "block", body, text: cursor.source.slice(start, cursor.at - 1) };
}

/** `@{ name = value; … }`. */
function parseTable(cursor: Cursor): Term {
  cursor.at += 2;
  const entries: (readonly [Term, Statement])[] = [];
  for (;;) {
    skipSeparators(cursor);
    if (cursor.isAtEnd || cursor.take("}")) break;
    const before = cursor.at;
    const name = cursor.grammar.operand(cursor);
    cursor.skipSpace();
    if (!cursor.take("=")) cursor.complain("a table's entry without a value");
    cursor.skipLines();
    const value = cursor.grammar.statement(cursor);
    if (value !== undefined) entries.push([name, value]);
    if (cursor.at === before) cursor.at += 1;
  }
  return { kind: "table", entries };
}

function skipSeparators(cursor: Cursor): void {
  do cursor.skipLines();
  while (cursor.take(";"));
}

/** `[type]`, a cast where a value follows, an attribute where it is one. */
function parseType(cursor: Cursor): Term {
  const name = readBrackets(cursor);
  if (name === undefined) return parseBare(cursor);
  if (cursor.startsWith("::")) return { kind: "type", name };
  if (cursor.look(/[ \t]*[\w$'"(@{[\u2018-\u201E]|[ \t]*[-+][\w$(]|[ \t\r\n]+[$[]/y) === undefined)
    return { kind: "type", name };
  cursor.skipLines();
  return { kind: "cast", type: name, of: cursor.grammar.operand(cursor) };
}

function readBrackets(cursor: Cursor): string | undefined {
  let depth = 0;
  const end = Math.min(cursor.source.length, cursor.at + MAX_TYPE_UNITS);
  for (let at = cursor.at; at < end; at += 1) {
    const char = cursor.source.charAt(at);
    if (char === "[") depth += 1;
    else if (char === "]") depth -= 1;
    if (depth > 0) continue;
    const name = cursor.source.slice(cursor.at + 1, at);
    cursor.at = at + 1;
    return name.replaceAll(/\s+/g, "").toLowerCase();
  }
  return undefined;
}

function parseBare(cursor: Cursor): Term {
  const number = cursor.read(/0x[0-9a-f]+|\d+(?:\.(?!\.)\d*)?(?:[kmgt]b|[ld])?/iy)?.[0];
  if (number !== undefined)
    return { kind: "text", value: /^0x/i.test(number) ? String(Number(number)) : number };
  const word = cursor.read(/[\w\\/:*?~%-]+/y)?.[0];
  if (word !== undefined) return { kind: "text", value: word };
  cursor.complain("an expression is missing");
  if (!/[)}\]\r\n;|]/.test(cursor.char)) cursor.at += 1;
  return NOTHING;
}

/** Members, calls and indexes behind an operand. */
export function parsePostfix(cursor: Cursor, operand: Term): Term {
  let term = operand;
  for (;;) {
    if (cursor.read(/\+\+|--/y) !== undefined) continue;
    if (cursor.read(/::|\??\.(?=[\w$'"({])/y) !== undefined) term = parseMember(cursor, term);
    else if (cursor.read(/\??\[/y) === undefined) return term;
    else {
      const at = cursor.grammar.expression(cursor);
      cursor.skipLines();
      if (!cursor.take("]")) cursor.complain("] is missing");
      term = { kind: "index", of: term, at };
    }
  }
}

function parseMember(cursor: Cursor, of: Term): Term {
  const name = parseName(cursor);
  if (cursor.take("(")) return { kind: "member", of, name, args: cursor.grammar.args(cursor) };
  if (cursor.char === "{") return { kind: "member", of, name, args: [parseBlock(cursor)] };
  return { kind: "member", of, name };
}

function parseName(cursor: Cursor): Term {
  const word = cursor.read(/\w+/y)?.[0];
  if (word !== undefined) return { kind: "text", value: word.toLowerCase() };
  return cursor.nest(() => parsePrimary(cursor), NOTHING);
}
