import { NOTHING, type Term } from "../syntax.ts";
import type { Cursor } from "./cursor.ts";

const OPERATOR =
  /-(?:and|or|xor|band|bor|bxor|shl|shr|f|join|is|isnot|as|[ic]?(?:eq|ne|gt|ge|lt|le|like|notlike|match|notmatch|contains|notcontains|in|notin|replace|split))(?![\w-])|\.\.|\?\?(?!=)|[-+*/%](?!=)|,/iy;

const UNARY = /-(?:not|bnot|join|[ic]?split)(?![\w-])|!|\+\+|--|[-+](?=[\s\w$('"[])|,/iy;

const TIGHTNESS: Readonly<Record<string, number>> = {
  "??": 0,
  "-and": 1,
  "-or": 1,
  "-xor": 1,
  "-band": 2,
  "-bor": 2,
  "-bxor": 2,
  "-shl": 3,
  "-shr": 3,
  "+": 4,
  "-": 4,
  "*": 5,
  "/": 5,
  "%": 5,
  "-f": 6,
  "..": 7,
  ",": 8,
};

const COMPARISON = 3;

/** An expression up to where no operator follows on the line. */
export function parseExpression(cursor: Cursor): Term {
  const term = parseBinary(cursor, 0, true);
  cursor.skipSpace();
  if (cursor.look(/\?(?=[\s$'"(])/y) === undefined) return term;
  return parseTernary(cursor, term);
}

/** `condition ? one : other`: either. */
function parseTernary(cursor: Cursor, condition: Term): Term {
  cursor.at += 1;
  cursor.skipLines();
  const one = parseBinary(cursor, 0, true);
  cursor.skipLines();
  if (!cursor.take(":")) return { kind: "binary", operator: "?", left: condition, right: one };
  cursor.skipLines();
  const other = parseBinary(cursor, 0, true);
  const right: Term = { kind: "binary", operator: ":", left: one, right: other };
  return { kind: "binary", operator: "?", left: condition, right };
}

/** @param isList Whether a comma makes a list here; among a method's arguments it does not. */
function parseBinary(cursor: Cursor, least: number, isList: boolean): Term {
  return cursor.nest(() => {
    let left = parseUnary(cursor);
    for (;;) {
      cursor.skipSpace();
      const operator = cursor.look(OPERATOR)?.[0].toLowerCase();
      const tightness = TIGHTNESS[operator ?? ""] ?? COMPARISON;
      if (operator === undefined || tightness < least || (operator === "," && !isList)) return left;
      if (operator === ",") left = parseItems(cursor, left);
      else {
        cursor.at += operator.length;
        cursor.skipLines();
        const right = parseBinary(cursor, tightness + 1, isList);
        left = { kind: "binary", operator, left, right };
      }
    }
  }, NOTHING);
}

/** The items behind the first, each with its comma in front. */
function parseItems(cursor: Cursor, first: Term): Term {
  const items = [first];
  while (cursor.take(",")) {
    cursor.skipLines();
    items.push(parseUnary(cursor));
    cursor.skipSpace();
  }
  return { kind: "list", items };
}

function parseUnary(cursor: Cursor): Term {
  cursor.skipSpace();
  const operator = cursor.look(UNARY)?.[0].toLowerCase();
  if (operator === undefined) return cursor.grammar.operand(cursor);
  cursor.at += operator.length;
  cursor.skipLines();
  const of = cursor.nest(() => parseUnary(cursor), NOTHING);
  return operator === "," ? { kind: "list", items: [of] } : { kind: "unary", operator, of };
}

/** An expression in which a comma makes no list. */
export function parseItem(cursor: Cursor): Term {
  return parseBinary(cursor, 0, false);
}

/** Arguments of a method, from behind the parenthesis. */
export function parseArgs(cursor: Cursor): readonly Term[] {
  const args: Term[] = [];
  for (;;) {
    cursor.skipLines();
    if (cursor.take(")")) return args;
    if (cursor.isAtEnd) {
      cursor.complain(") is missing");
      return args;
    }
    if (cursor.take(",")) continue;
    const before = cursor.at;
    args.push(parseItem(cursor));
    if (cursor.at === before) cursor.at += 1;
  }
}
