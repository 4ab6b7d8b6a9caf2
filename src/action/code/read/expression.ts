import { UNKNOWN } from "../../../model/invocation.ts";
import { combine, concat, strengthOf } from "../fold/operators.ts";
import { asText, type Value } from "../value.ts";
import { NOTHING } from "../value.ts";
import { readPostfix } from "./postfix.ts";
import { readPrimary } from "./primary.ts";
import type { Reader } from "./reader.ts";

/** What may stand before an expression and leaves it what it is, as far as texts go. */
const PREFIX =
  /^(?:!|-|\+|~|\*|\*\*|&|&&|\\|@|\.\.\.|->|\+\+|--|not|new|await|async|typeof|void|delete|yield|ref|defined|lazy|my|our|local|static|return|throw|raise|const|let|var)$/;

/** How tightly a value beside a value binds: as `+` does. */
const ADJACENT = 5;

/** Reads an expression of operators that bind at least so tightly. */
export function readExpression(reader: Reader, level = 0): Value {
  return reader.examination.nest(() => readOperators(reader, level)) ?? skipGroup(reader);
}

function skipGroup(reader: Reader): Value {
  if (/^[([{]$/.test(reader.mark())) reader.at = reader.closeOf();
  reader.next();
  return NOTHING;
}

function readOperators(reader: Reader, level: number): Value {
  let left = readUnary(reader);
  for (;;) {
    const next = readOperator(reader, left, level);
    if (next === undefined) return left;
    left = next;
  }
}

/** One operator and what stands behind it; undefined where none is to be read here. */
function readOperator(reader: Reader, left: Value, level: number): Value | undefined {
  const { syntax } = reader.examination.language;
  const operator = reader.mark();
  const special = readSpecial(reader, left, level);
  if (special !== undefined) return special;
  const strength = syntax.lacks?.includes(operator) === true ? undefined : strengthOf(operator);
  if (strength === undefined || strength < level) return undefined;
  reader.next();
  if (operator === "?") return readChoice(reader, left);
  return combine(operator, [left, reader.expression(strength + 1)]);
}

/** What only some languages have. */
function readSpecial(reader: Reader, left: Value, level: number): Value | undefined {
  const { operator, syntax } = reader.examination.language;
  const special = operator?.(reader, left);
  if (special !== undefined) return special;
  if (syntax.hasTrailingChoice === true && reader.mark() === "if")
    return readTrailing(reader, left);
  return syntax.joinsAny === true && level <= ADJACENT && startsValue(reader)
    ? concat(left, reader.expression(ADJACENT + 1))
    : undefined;
}

function startsValue(reader: Reader): boolean {
  const token = reader.peek();
  if (token === undefined) return false;
  if (token.kind === "name")
    return !/^(?:in|getline|print|printf|if|else|while|for|do)$/.test(token.text);
  return token.kind === "text" || token.kind === "number" || /^[$(]$/.test(token.text);
}

/** `c ? a : b`: whichever of the two is known. */
function readChoice(reader: Reader, condition: Value): Value {
  if (reader.accept(":")) return combine("or", [condition, reader.expression(1)]);
  const first = reader.expression(1);
  if (!reader.accept(":")) return first;
  return combine("or", [first, reader.expression(1)]);
}

/** `a if c else b`. */
function readTrailing(reader: Reader, value: Value): Value {
  reader.next();
  reader.expression(1);
  if (!reader.accept("else")) return value;
  return combine("or", [value, reader.expression(0)]);
}

function readUnary(reader: Reader): Value {
  const token = reader.peek();
  if (token === undefined) return NOTHING;
  if ((token.kind === "mark" || token.kind === "name") && PREFIX.test(token.text)) {
    const special = reader.examination.language.primary?.(reader);
    if (special !== undefined) return readPostfix(reader, special);
    reader.next();
    const value = reader.expression(7);
    return token.text === "-" ? negate(value) : value;
  }
  return readPostfix(reader, readPrimary(reader));
}

function negate(value: Value): Value {
  const { text, isNumber } = asText(value);
  if (isNumber !== true || text.includes(UNKNOWN)) return value;
  return { kind: "text", text: text.startsWith("-") ? text.slice(1) : `-${text}`, isNumber: true };
}
