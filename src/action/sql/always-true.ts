import type { Token } from "./token.ts";
import { isSign, isWord } from "./token.ts";

/** Deeper than this nobody writes; each level costs one look at what is in it. */
const MAX_DEPTH = 16;

/** What ends a WHERE. */
const ENDS = ["returning", "order", "limit", "group", "having", "option", "if", "allow"];

/**
 * Whether a statement's WHERE leaves any row out, as far as its words say it: `1=1`, `true` and what is
 * joined to them by OR do not.
 */
export function leavesOut(tokens: readonly Token[]): boolean {
  const start = tokens.findIndex((token) => isWord(token, "where"));
  if (start < 0) return false;
  const rest = tokens.slice(start + 1);
  const end = rest.findIndex((token) => isWord(token, ...ENDS));
  const condition = end < 0 ? rest : rest.slice(0, end);
  return condition.length > 0 && !isAlwaysTrue(condition);
}

function isAlwaysTrue(written: readonly Token[], depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  const condition = withoutParentheses(written);
  const either = split(condition, "or");
  if (either.length > 1) return either.some((part) => isAlwaysTrue(part, depth + 1));
  const both = split(condition, "and");
  if (both.length > 1) return both.every((part) => isAlwaysTrue(part, depth + 1));
  return isTautology(condition);
}

function isTautology(tokens: readonly Token[]): boolean {
  const [first, second, third, fourth] = tokens;
  switch (tokens.length) {
    case 1:
      return isWord(first, "true") || isNumber(first, (value) => value !== 0);
    case 2:
      return isWord(first, "not") && isWord(second, "false");
    case 3:
      return compare(first, second?.value ?? "", third);
    case 4:
      // `<>`, `<=`, `==` and their like are two signs.
      return compare(first, `${second?.value ?? ""}${third?.value ?? ""}`, fourth);
    default:
      return false;
  }
}

const OF_SAME = new Set(["=", "==", ">=", "<=", "is", "like"]);

function compare(left: Token | undefined, operator: string, right: Token | undefined): boolean {
  if (left?.kind === right?.kind && left?.value === right?.value) return OF_SAME.has(operator);
  return isNumber(left, (a) => isNumber(right, (b) => isInOrder(a, operator, b)));
}

/** Of two different numbers. */
function isInOrder(a: number, operator: string, b: number): boolean {
  if (operator.startsWith("<") && operator !== "<>") return a < b;
  return operator.startsWith(">") ? a > b : operator === "<>" || operator === "!=";
}

function isNumber(token: Token | undefined, test: (value: number) => boolean): boolean {
  const value = Number(token?.value);
  return token?.value.trim() !== "" && !Number.isNaN(value) && test(value);
}

function withoutParentheses(tokens: readonly Token[]): readonly Token[] {
  let inner = tokens;
  for (let depth = 0; depth < MAX_DEPTH && isWrapped(inner); depth += 1) inner = inner.slice(1, -1);
  return inner;
}

function isWrapped(tokens: readonly Token[]): boolean {
  if (!isSign(tokens[0], "(") || !isSign(tokens.at(-1), ")")) return false;
  let depth = 0;
  return tokens.every((token, at) => {
    if (isSign(token, "(")) depth += 1;
    if (isSign(token, ")")) depth -= 1;
    return depth > 0 || at === tokens.length - 1;
  });
}

/** Parts between a keyword that stands outside parentheses. */
function split(tokens: readonly Token[], keyword: string): readonly (readonly Token[])[] {
  const parts: Token[][] = [];
  let part: Token[] = [];
  let depth = 0;
  for (const token of tokens) {
    if (isSign(token, "(")) depth += 1;
    if (isSign(token, ")")) depth -= 1;
    if (depth === 0 && isWord(token, keyword)) {
      parts.push(part);
      part = [];
    } else part.push(token);
  }
  return [...parts, part];
}
