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
  const [left, middle, right, fourth] = tokens;
  if (left === undefined) return false;
  if (tokens.length === 1) return isWord(left, "true") || isNumber(left, (value) => value !== 0);
  if (tokens.length === 2) return isWord(left, "not") && isWord(middle, "false");
  if (right === undefined || middle === undefined) return false;
  // `<>`, `<=`, `==` and their like are two signs.
  if (tokens.length === 4 && fourth !== undefined)
    return compare(left, `${middle.value}${right.value}`, fourth);
  return tokens.length === 3 && compare(left, middle.value, right);
}

function compare(left: Token, operator: string, right: Token): boolean {
  const isSame = left.kind === right.kind && left.value === right.value;
  if (isSame) return ["=", "==", ">=", "<=", "is", "like"].includes(operator);
  const [a, b] = [Number(left.value), Number(right.value)];
  if (Number.isNaN(a) || Number.isNaN(b) || left.value === "" || right.value === "") return false;
  if (operator === "<" || operator === "<=") return a < b;
  if (operator === ">" || operator === ">=") return a > b;
  return operator === "<>" || operator === "!=";
}

function isNumber(token: Token, test: (value: number) => boolean): boolean {
  const value = Number(token.value);
  return token.value !== "" && !Number.isNaN(value) && test(value);
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
