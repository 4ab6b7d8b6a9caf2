import type { Statement, Term } from "../syntax.ts";
import type { Cursor } from "./cursor.ts";
import { parseBlock } from "./operand.ts";

/** Keywords with conditions and blocks behind them. */
const COMPOUND = "if while for switch do try trap begin process end clean dynamicparam";

/** What a keyword begins; undefined where the word is the name of a command. */
export function parseKeyword(cursor: Cursor): Statement | undefined {
  cursor.read(/:[a-z]\w*\s+(?=(?:for|foreach|while|do|switch)\b)/iy);
  const word = cursor.look(/[a-z]+(?=[\s({[;]|$)/iy)?.[0].toLowerCase();
  if (word === undefined) return undefined;
  if (COMPOUND.split(" ").includes(word)) return parseParts(cursor, word);
  switch (word) {
    case "foreach":
      return parseEach(cursor);
    case "function":
    case "filter":
    case "workflow":
      return parseFunction(cursor);
    case "param":
      return parseParameters(cursor);
    case "return":
    case "throw":
    case "exit":
      return parseLast(cursor, word.length);
    case "using":
    case "break":
    case "continue":
      cursor.read(/[^\r\n;})]*/y);
      return { kind: "group", isConditional: false, parts: [] };
    case "class":
    case "enum":
      cursor.complain(`${word} is not followed`);
      return undefined;
    default:
      return undefined;
  }
}

const FOLLOWERS = /(?:elseif|else|catch|finally|while|until)(?=[\s({[])/iy;

/** A keyword with its conditions and blocks, and those that belong to it. */
function parseParts(cursor: Cursor, word: string): Statement | undefined {
  const start = cursor.at;
  cursor.at += word.length;
  const parts: Statement[] = [];
  readClauses(cursor, parts);
  if (parts.length === 0) {
    cursor.at = start;
    return undefined;
  }
  for (;;) {
    const before = cursor.at;
    cursor.skipLines();
    if (word === "switch" || cursor.read(FOLLOWERS) === undefined) {
      cursor.at = before;
      break;
    }
    readClauses(cursor, parts);
  }
  return { kind: "group", isConditional: word !== "try" && word.length < 7, parts };
}

/** `(…)`, `{…}`, the types of a `catch` and the options of a `switch`, up to the first block. */
function readClauses(cursor: Cursor, parts: Statement[]): void {
  for (;;) {
    const before = cursor.at;
    cursor.skipLines();
    cursor.read(
      /(?:\[[\w.]{1,200}\]\s*,?\s*|-(?:regex|wildcard|exact|casesensitive|file|parallel)\s+)+/iy,
    );
    if (cursor.take("(")) parts.push(toGroup(cursor.grammar.statements(cursor, ")"), false));
    else if (cursor.char === "{") {
      const { body } = cursor.nest(() => parseBlock(cursor), { kind: "block", body: [], text: "" });
      parts.push(toGroup(body, true));
      return;
    } else {
      cursor.at = before;
      return;
    }
  }
}

function toGroup(parts: readonly Statement[], isConditional: boolean): Statement {
  return { kind: "group", isConditional, parts };
}

/** `foreach ($x in …) {…}`; without the parenthesis it is a command. */
function parseEach(cursor: Cursor): Statement | undefined {
  const head = cursor.read(/foreach(?:\s+-parallel)?\s*\(\s*\$(\w+)\s+in\s+/iy);
  if (head === undefined) return undefined;
  const over = cursor.grammar.statements(cursor, ")");
  cursor.skipLines();
  const body = cursor.char === "{" ? parseBlock(cursor).body : [];
  return { kind: "each", variable: (head[1] ?? "").toLowerCase(), over, body };
}

function parseFunction(cursor: Cursor): Statement | undefined {
  const head = cursor.read(/\w+\s+(?:\w+:)?([^\s({;]+)\s*/y);
  if (head === undefined) return undefined;
  const given = cursor.take("(") ? [readParameters(cursor)] : [];
  cursor.skipLines();
  const body = cursor.char === "{" ? parseBlock(cursor).body : [];
  return {
    kind: "function",
    name: (head[1] ?? "").toLowerCase(),
    body: [...given.flat(), ...body],
  };
}

function parseParameters(cursor: Cursor): Statement | undefined {
  if (cursor.read(/param\s*\(/iy) === undefined) return undefined;
  const [names, ...defaults] = readParameters(cursor);
  const parts = names === undefined ? defaults : [names, ...defaults];
  return { kind: "group", isConditional: true, parts };
}

/** From behind the parenthesis: the names, and what their defaults run. */
function readParameters(cursor: Cursor): readonly Statement[] {
  const names: string[] = [];
  const defaults: Statement[] = [];
  for (;;) {
    cursor.skipLines();
    if (cursor.isAtEnd || cursor.take(")")) break;
    if (cursor.take(",")) continue;
    const before = cursor.at;
    const name = cursor.grammar.operand(cursor);
    const inner = innermost(name);
    if (inner.kind === "variable") names.push(inner.name);
    cursor.skipSpace();
    if (cursor.take("=")) {
      cursor.skipLines();
      const term = cursor.grammar.item(cursor);
      const stage = { kind: "expression", term, redirects: [], start: before } as const;
      const value: Statement = { kind: "pipeline", stages: [stage] };
      defaults.push({ kind: "assignment", target: inner, operator: "=", value });
    }
    if (cursor.at === before) cursor.at += 1;
  }
  return [{ kind: "parameters", names }, ...defaults];
}

function innermost(term: Term): Term {
  let inner = term;
  while (inner.kind === "cast") inner = inner.of;
  return inner;
}

/** `return x`: the pipeline behind the word. */
function parseLast(cursor: Cursor, length: number): Statement {
  cursor.at += length;
  cursor.skipSpace();
  const ends = cursor.isAtEnd || /[\r\n;})]/.test(cursor.char);
  const parts = ends ? [] : [cursor.grammar.statement(cursor) ?? []].flat();
  return { kind: "group", isConditional: false, parts };
}
