import { UNKNOWN } from "../../../model/invocation.ts";
import { MAX_ITEMS } from "../../shell/bounds.ts";
import { blur } from "../../shell/origin.ts";
import type { Run } from "./run.ts";
import { text, toItems, toNumber, toText, UNKNOWN_VALUE, type Value } from "./value.ts";

/** What a binary operator makes of its operands, as far as constants settle it. */
export function operate(operator: string, [left, right]: readonly [Value, Value], run: Run): Value {
  switch (operator) {
    case "+":
      return add(left, right, run);
    case "-f":
      return bounded(format(toText(left), toItems(right)), run);
    case "-join":
      return bounded(join(left, toText(right)), run);
    case "..":
      return range(left, right);
    case "*":
      return repeat(left, right, run);
    case "??":
    case "?":
      return left.kind === "list" && left.items.length === 0
        ? right
        : either(left, right, operator);
    case ":":
      return { kind: "list", items: [left, right] };
    case "-as":
      return left;
    default:
      return operateText(operator.replace(/^-[ic](?=replace|split)/, "-"), left, right);
  }
}

/** Of `a ? b : c` it is what stands behind; of `a ?? b` the first that is there. */
function either(left: Value, right: Value, operator: string): Value {
  if (operator === "?") return right;
  return left.kind === "text" && left.text === UNKNOWN ? right : left;
}

function operateText(operator: string, left: Value, right: Value): Value {
  if (operator === "-replace") return replace(toText(left), toItems(right));
  if (operator === "-split") return split(toText(left), toText(right));
  // Arithmetic and comparisons.
  return text(blur([toText(left), toText(right)]));
}

export function operateUnary(operator: string, of: Value, run: Run): Value {
  if (operator === "-join") return bounded(join(of, ""), run);
  if (operator.endsWith("split")) return split(toText(of).trim(), " ");
  if (operator === "+") return of;
  return operator === "-" ? text(`-${toText(of)}`) : UNKNOWN_VALUE;
}

/** `[char]`, `[string]`, `[int]` and lists of them; of other types the value stays what it is. */
export function castValue(type: string, value: Value): Value {
  if (type.startsWith("char")) return toCharacters(type, value);
  if (type === "string") return text(toText(value));
  const isNumber = /^(?:int|int32|byte|long)$/.test(type);
  if (!isNumber || value.kind !== "text" || !/^\D$/.test(value.text)) return value;
  return text(String(value.text.charCodeAt(0)));
}

function toCharacters(type: string, value: Value): Value {
  if (type === "char[]" && value.kind === "text")
    return { kind: "list", items: [...value.text].map(text) };
  const items = toItems(value).map(toCharacter);
  const [only] = items;
  return only !== undefined && items.length === 1 ? only : { kind: "list", items };
}

function toCharacter(value: Value): Value {
  const code = toNumber(value);
  if (code !== undefined) return code > 0xff_ff ? UNKNOWN_VALUE : text(String.fromCharCode(code));
  return value.kind === "text" ? value : UNKNOWN_VALUE;
}

/** A text counts what it costs; one that costs too much is unknown. */
function bounded(value: string, { frame }: Run): Value {
  return text(frame.engine.ledger.spendUnits(value.length) ? value : UNKNOWN);
}

function add(left: Value, right: Value, run: Run): Value {
  if (left.kind === "list") return addItems(left.items, right, run);
  if (left.kind === "table") return left;
  const [one, other] = [toNumber(left), toNumber(right)];
  if (one !== undefined && other !== undefined) return text(String(one + other));
  const added = toText(right);
  const fits = run.frame.engine.ledger.spendUnits(added.length);
  return fits ? text(toText(left) + added) : UNKNOWN_VALUE;
}

function addItems(items: readonly Value[], value: Value, run: Run): Value {
  const added = [...items, ...toItems(value)];
  const fits = added.length <= MAX_ITEMS && run.frame.engine.ledger.spendUnits(added.length);
  return fits ? { kind: "list", items: added } : UNKNOWN_VALUE;
}

function join(value: Value, separator: string): string {
  return toItems(value)
    .map((item) => toText(item))
    .join(separator);
}

function range(left: Value, right: Value): Value {
  const [from, to] = [toNumber(left), toNumber(right)];
  if (from === undefined || to === undefined || Math.abs(to - from) >= MAX_ITEMS)
    return UNKNOWN_VALUE;
  const step = to < from ? -1 : 1;
  const items = Array.from({ length: Math.abs(to - from) + 1 }, (_, at) =>
    text(String(from + at * step)),
  );
  return { kind: "list", items };
}

function repeat(left: Value, right: Value, run: Run): Value {
  const times = toNumber(right);
  const unit = toText(left);
  if (left.kind !== "text" || times === undefined || times < 0 || toNumber(left) !== undefined)
    return UNKNOWN_VALUE;
  const fits = run.frame.engine.ledger.spendUnits(unit.length * times);
  return text(fits ? unit.repeat(times) : UNKNOWN);
}

/** `"{1}{0}" -f "a","b"`. */
function format(template: string, values: readonly Value[]): string {
  return template.replaceAll(/\{\{|\}\}|\{(\d{1,3})(?:[,:][^{}]{0,64})?\}/g, (whole, digits) => {
    if (digits === undefined) return whole.charAt(0);
    const value = values[Number(digits)];
    return value === undefined ? UNKNOWN : toText(value);
  });
}

const REGEX_CHARACTER = /[\\^$.|?*+()[\]{}]/;

/** Only of plain texts: what an expression does is not followed. */
function replace(source: string, [pattern, replacement]: readonly Value[]): Value {
  const from = pattern === undefined ? "" : toText(pattern).replace(/^\\(?=[^\w]$)/, "");
  const to = replacement === undefined ? "" : toText(replacement);
  const isPlain = !REGEX_CHARACTER.test(from) || from.length === 1;
  if (from === "" || !isPlain || to.includes("$") || source.includes(UNKNOWN)) {
    return text(blur([source, to]));
  }
  const pieces = splitPlain(source, from);
  return pieces.length * to.length > 1 << 16 ? UNKNOWN_VALUE : text(pieces.join(to));
}

/** `-replace` and `-split` take no notice of case. */
function splitPlain(source: string, separator: string): string[] {
  const pieces: string[] = [];
  const [lower, mark] = [source.toLowerCase(), separator.toLowerCase()];
  let start = 0;
  for (let at = lower.indexOf(mark); at >= 0; at = lower.indexOf(mark, start)) {
    pieces.push(source.slice(start, at));
    start = at + mark.length;
  }
  return [...pieces, source.slice(start)];
}

function split(source: string, separator: string): Value {
  const mark = separator.replace(/^\\(?=[^\w]$)/, "");
  if (mark === "" || (REGEX_CHARACTER.test(mark) && mark.length > 1)) return UNKNOWN_VALUE;
  const pieces = splitPlain(source, mark);
  if (pieces.length > MAX_ITEMS) return UNKNOWN_VALUE;
  return { kind: "list", items: pieces.map(text) };
}
