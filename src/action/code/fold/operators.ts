import { UNKNOWN } from "../../../model/invocation.ts";
import { MAX_LIST_ITEMS, MAX_TEXT_UNITS } from "../bounds.ts";
import {
  asText,
  carry,
  isKnown,
  itemsOf,
  joinValues,
  mixValues,
  NOTHING,
  numberOf,
  toList,
  toNumber,
  type Value,
} from "../value.ts";
import { format } from "./format.ts";

/** How tightly an operator binds; unset for what is none. */
const STRENGTHS: Readonly<Record<string, number>> = {
  "?": 1,
  "||": 1,
  "??": 1,
  "&&": 1,
  "//": 6,
  or: 1,
  and: 1,
  xor: 1,
  "==": 3,
  "!=": 3,
  "===": 3,
  "!==": 3,
  "<=": 3,
  ">=": 3,
  "<": 3,
  ">": 3,
  "<=>": 3,
  "=~": 3,
  "!~": 3,
  in: 3,
  is: 3,
  eq: 3,
  ne: 3,
  lt: 3,
  gt: 3,
  instanceof: 3,
  "|": 4,
  "^": 4,
  "&": 4,
  "<<": 4,
  ">>": 4,
  "+": 5,
  "-": 5,
  ".": 5,
  "..": 5,
  "*": 6,
  "/": 6,
  "%": 6,
  x: 6,
  "**": 7,
};

/** Undefined for what is no operator. */
export function strengthOf(operator: string): number | undefined {
  return Object.hasOwn(STRENGTHS, operator) ? STRENGTHS[operator] : undefined;
}

/** What an operator makes of two values. `joins`: the language's own for putting texts together. */
export function combine(operator: string, [left, right]: readonly [Value, Value]): Value {
  switch (operator) {
    case "+":
    case ".":
    case "..":
      return add(operator, left, right);
    case "*":
    case "x":
      return repeat(left, right);
    case "%":
      return numberOf(left) === undefined && left.kind === "text"
        ? format(left, right)
        : calculate(operator, left, right);
    case "||":
    case "??":
    case "or":
      return left.kind !== "text" || isKnown(left) ? left : right;
    case "&&":
    case "and":
      return right;
    default:
      return calculate(operator, left, right);
  }
}

function add(operator: string, left: Value, right: Value): Value {
  if (left.kind === "list" && right.kind === "list")
    return toList([...left.items, ...right.items].slice(0, MAX_LIST_ITEMS));
  const [first, second] = [asText(left), asText(right)];
  if (operator === "+" && (first.isNumber ?? second.isNumber) === true)
    return numberOf(first) === undefined || numberOf(second) === undefined
      ? concat(left, right)
      : calculate("+", left, right);
  return concat(left, right);
}

/** Two texts as one. */
export function concat(left: Value, right: Value): Value {
  const [first, second] = [asText(left), asText(right)];
  const text = first.text + second.text;
  return text.length > MAX_TEXT_UNITS ? mixValues([left, right]) : carry(text, [first, second]);
}

function repeat(left: Value, right: Value): Value {
  const [first, second] = [numberOf(left), numberOf(right)];
  if (first !== undefined && second !== undefined) return toNumber(first * second);
  const [value, count] = second === undefined ? [right, first] : [left, second];
  if (count === undefined || count < 0 || count > MAX_LIST_ITEMS) return mixValues([left, right]);
  if (value.kind === "list") {
    const items = itemsOf(value);
    if (items.length * count > MAX_LIST_ITEMS) return NOTHING;
    return toList(Array.from({ length: count }, () => items).flat());
  }
  const source = asText(value);
  if (source.text.length * count > MAX_TEXT_UNITS) return NOTHING;
  return carry(source.text.repeat(count), [source]);
}

function calculate(operator: string, left: Value, right: Value): Value {
  const [first, second] = [numberOf(left), numberOf(right)];
  if (operator === "/" && isPath(left) && isPath(right)) return joinValues([left, right], "/");
  if (first === undefined || second === undefined) return unknownOf(left, right);
  switch (operator) {
    case "+":
      return toNumber(first + second);
    case "-":
      return toNumber(first - second);
    case "/":
      return toNumber(first / second);
    case "//":
      return toNumber(Math.floor(first / second));
    case "%":
      return toNumber(first % second);
    case "**":
      return toNumber(first ** second);
    default:
      return calculateBits(operator, first, second);
  }
}

/** `Path.home() / "x"`. */
function isPath(value: Value): boolean {
  return value.kind === "text" && value.isNumber !== true;
}

function calculateBits(operator: string, first: number, second: number): Value {
  switch (operator) {
    case "^":
      return toNumber(first ^ second);
    case "|":
      return toNumber(first | second);
    case "&":
      return toNumber(first & second);
    case "<<":
      return toNumber(first << second);
    case ">>":
      return toNumber(first >> second);
    default:
      return NOTHING;
  }
}

function unknownOf(left: Value, right: Value): Value {
  const mixed = mixValues([left, right]);
  return mixed.text === UNKNOWN && mixed.files === undefined ? NOTHING : mixed;
}
