import type { Argument, Redirect, Stage, Term } from "../syntax.ts";
import type { Cursor } from "./cursor.ts";
import { parseBlock, parsePostfix } from "./operand.ts";
import { isQuote, Parts, parseString } from "./string.ts";

/** What ends a bare word; quotes, `$` and backticks within one do not. */
const WORD_END = /[\s;|&(){},<>]/;

/** One stage of a pipeline: a command, or an expression. */
export function parseStage(cursor: Cursor): Stage {
  cursor.skipSpace();
  const start = cursor.at;
  if (cursor.read(/&(?!&)|\.(?=[\s$'"({&])/y) !== undefined) {
    cursor.skipLines();
    return parseCommand(cursor, start);
  }
  if (!isExpression(cursor)) return parseCommand(cursor, start);
  const term = cursor.grammar.expression(cursor);
  return { kind: "expression", term, redirects: parseRedirects(cursor), start };
}

function isExpression(cursor: Cursor): boolean {
  const { char } = cursor;
  if (isQuote(char) || "$([{@!,+".includes(char)) return true;
  if (cursor.look(/-(?:not|bnot|join|[ic]?split)(?![\w-])|-+[\d$(]/iy) !== undefined) return true;
  return (
    cursor.look(/(?:0x[0-9a-f]+|\d[\d.]*(?:[kmgt]b|[ld])?)(?=[\s)};|,*/%+\]-]|$)/iy) !== undefined
  );
}

function parseCommand(cursor: Cursor, start: number): Stage {
  const name = parseArgument(cursor);
  const args: Argument[] = [];
  const redirects: Redirect[] = [];
  for (;;) {
    cursor.skipSpace();
    const redirect = parseRedirect(cursor);
    if (redirect !== undefined) redirects.push(...redirect);
    else if (cursor.isAtEnd || /[\r\n;|)}&]/.test(cursor.char)) break;
    else if (cursor.read(/--%(?=\s|$)/y) !== undefined) args.push(...parseVerbatim(cursor));
    else {
      const before = cursor.at;
      args.push(parseArgument(cursor));
      if (cursor.at === before) cursor.at += 1;
    }
  }
  return { kind: "command", name, args, redirects, start };
}

/** After `--%` nothing is read but for the blanks between words. */
function parseVerbatim(cursor: Cursor): readonly Argument[] {
  const rest = cursor.read(/[^\r\n|]*/y)?.[0] ?? "";
  return (rest.match(/"[^"]*"|\S+/g) ?? []).map((text) => ({
    text,
    term: { kind: "text", value: text.replaceAll('"', "") },
  }));
}

function parseRedirects(cursor: Cursor): readonly Redirect[] {
  const redirects: Redirect[] = [];
  for (;;) {
    cursor.skipSpace();
    const found = parseRedirect(cursor);
    if (found === undefined) return redirects;
    redirects.push(...found);
  }
}

/** `> file`, `2>> file`; `2>&1` is one that goes nowhere new. */
function parseRedirect(cursor: Cursor): readonly Redirect[] | undefined {
  if (cursor.read(/[\d*]?>&\d/y) !== undefined) return [];
  if (cursor.read(/[\d*]?>{1,2}/y) === undefined) return undefined;
  cursor.skipSpace();
  const { term } = parseArgument(cursor);
  return term === undefined ? [] : [{ target: term }];
}

/** A parameter, or a value; several with commas between them are one list. */
function parseArgument(cursor: Cursor): Argument {
  const start = cursor.at;
  const flag = cursor.read(/[-\u2013-\u2015][a-z_?][\w-]*(?=[\s:;|)}(,]|$)/iy)?.[0];
  if (flag !== undefined) {
    const name = `-${flag.slice(1)}`;
    if (cursor.char !== ":") return { text: flag, flag: name };
    cursor.at += 1;
    cursor.skipSpace();
    const term = parseList(cursor);
    return { text: cursor.source.slice(start, cursor.at), flag: name, term };
  }
  const term = parseList(cursor);
  return { text: cursor.source.slice(start, cursor.at), term };
}

function parseList(cursor: Cursor): Term {
  const items = [parseValue(cursor)];
  while (cursor.look(/[ \t]*,/y) !== undefined) {
    cursor.read(/[ \t]*,/y);
    cursor.skipLines();
    items.push(parseValue(cursor));
  }
  const [only] = items;
  return only !== undefined && items.length === 1 ? only : { kind: "list", items };
}

function parseValue(cursor: Cursor): Term {
  const { char } = cursor;
  const next = cursor.peek(1);
  if (isQuote(char) || (char === "@" && isQuote(next))) {
    const term = parseString(cursor);
    return cursor.look(/\.\w+\(/y) === undefined ? term : parsePostfix(cursor, term);
  }
  if (char === "{") return cursor.nest<Term>(() => parseBlock(cursor), { kind: "text", value: "" });
  if (char === "(" || (char === "@" && /[({\w]/.test(next)) || isWholeVariable(cursor))
    return cursor.grammar.operand(cursor);
  return parseWord(cursor);
}

/** A variable or a subexpression that no more of a word stands behind, but for its members. */
function isWholeVariable(cursor: Cursor): boolean {
  if (cursor.char !== "$") return false;
  if (cursor.peek(1) === "(") return true;
  return (
    cursor.look(
      /\$(?:\{[^}\n]{1,256}\}|(?:[a-z]\w{0,32}:(?=\w))?\w+|[$^?])(?![\\/:\w$"'-]|\.[\\/.])/iy,
    ) !== undefined
  );
}

function parseWord(cursor: Cursor): Term {
  const parts = new Parts();
  while (!cursor.isAtEnd && !WORD_END.test(cursor.char)) {
    if (isQuote(cursor.char)) parts.addTerm(parseString(cursor));
    else parts.addHere(cursor);
  }
  return parts.toTerm();
}
