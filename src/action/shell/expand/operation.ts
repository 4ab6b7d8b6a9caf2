import type { ParameterOperation, ParameterRemoveOperation } from "unbash";
import { UNKNOWN } from "../../../model/invocation.ts";
import { blur } from "../origin.ts";
import type { Value } from "../scope.ts";
import { walkArithmetic } from "./arithmetic.ts";
import type { Expansion } from "./expansion.ts";

type Operation = Exclude<ParameterOperation, { type: "Default" }>;

type RemoveOperator = ParameterRemoveOperation["operator"];

const PATTERN = /[*?[\]()|\\]/;

/** `${x#…}`, `${x/…}`, `${x:…}`, `${x^^}`: the value where both sides are constants, or unknown. */
export function applyOperation(
  value: Value | undefined,
  operation: Operation,
  expansion: Expansion,
): Value {
  // Operands are expanded whatever the value is: they may hold substitutions that run.
  const edit = prepareEdit(operation, expansion);
  if (value === undefined || edit === undefined) return [UNKNOWN];
  return value.map((item) => (item.includes(UNKNOWN) ? blur([item]) : (edit(item) ?? UNKNOWN)));
}

/** Changes one value; undefined when the result is not known. */
type Edit = (item: string) => string | undefined;

function prepareEdit(operation: Operation, expansion: Expansion): Edit | undefined {
  switch (operation.type) {
    case "Remove": {
      const pattern = expansion.expandText(operation.operand);
      return (item) => removeAffix(item, operation.operator, pattern);
    }
    case "Replace": {
      const pattern = expansion.expandText(operation.pattern);
      const replacement = expansion.expandText(operation.replacement);
      return (item) => replace(item, operation.operator, { pattern, replacement });
    }
    case "Slice": {
      const offset = expansion.expandText(operation.offset);
      const length = operation.length && expansion.expandText(operation.length);
      walkArithmetic(`${offset} ${length ?? ""}`, operation.pos, expansion.frame);
      return (item) => slice(item, offset, length);
    }
    case "CaseModification": {
      if (operation.operand !== undefined) expansion.expandText(operation.operand);
      return operation.operand === undefined
        ? (item) => changeCase(item, operation.operator)
        : undefined;
    }
    case "Transform":
      return transform(operation.operand.value, expansion);
    case "Names":
    case "Unknown":
      return undefined;
  }
}

/** `#`, `##`, `%`, `%%`: only a literal, or one behind (before) a single `*` at the outer end. */
function removeAffix(item: string, operator: RemoveOperator, pattern: string): string | undefined {
  const front = operator.startsWith("#");
  const open = front ? pattern.startsWith("*") : pattern.endsWith("*");
  if (open) return removeOpen(item, operator, front ? pattern.slice(1) : pattern.slice(0, -1));
  if (!isLiteral(pattern)) return undefined;
  return front ? withoutStart(item, pattern) : withoutEnd(item, pattern);
}

/** Cuts up to a literal, at the front, or from it on, at the end. */
function removeOpen(item: string, operator: RemoveOperator, literal: string): string | undefined {
  const greedy = operator.length === 2;
  if (!isLiteral(literal)) return undefined;
  if (literal === "") return greedy ? "" : item;
  // The longest match at the front ends with the last occurrence; at the end it begins with the first.
  const front = operator.startsWith("#");
  const at = greedy === front ? item.lastIndexOf(literal) : item.indexOf(literal);
  if (at < 0) return item;
  return front ? item.slice(at + literal.length) : item.slice(0, at);
}

function isLiteral(pattern: string): boolean {
  return !pattern.includes(UNKNOWN) && !PATTERN.test(pattern);
}

function withoutStart(item: string, literal: string): string {
  return item.startsWith(literal) ? item.slice(literal.length) : item;
}

function withoutEnd(item: string, literal: string): string {
  return item.endsWith(literal) ? item.slice(0, item.length - literal.length) : item;
}

interface Replacement {
  readonly pattern: string;
  readonly replacement: string;
}

function replace(item: string, operator: string, change: Replacement): string | undefined {
  const { pattern, replacement } = change;
  if (!isLiteral(pattern)) return undefined;
  // Bash 5.2 may read `&` in the replacement as the match.
  if (replacement.includes("&")) return undefined;
  if (pattern === "") return operator === "/#" ? replacement + item : item;
  const at = findMatch(item, operator, pattern);
  if (operator === "//") return item.split(pattern).join(replacement);
  return at < 0 ? item : item.slice(0, at) + replacement + item.slice(at + pattern.length);
}

/** Where the first match begins that the operator allows; -1: nowhere. */
function findMatch(item: string, operator: string, pattern: string): number {
  if (operator === "/#") return item.startsWith(pattern) ? 0 : -1;
  if (operator === "/%") return item.endsWith(pattern) ? item.length - pattern.length : -1;
  return item.indexOf(pattern);
}

function slice(item: string, offset: string, length: string | undefined): string | undefined {
  const start = toInteger(offset);
  const count = length === undefined ? undefined : toInteger(length);
  if (start === undefined || (length !== undefined && count === undefined)) return undefined;
  const from = start < 0 ? Math.max(0, item.length + start) : start;
  if (count === undefined) return item.slice(from);
  return count < 0 ? item.slice(from, count) : item.slice(from, from + count);
}

function toInteger(text: string): number | undefined {
  const trimmed = text.trim();
  return /^-?\d{1,9}$/.test(trimmed) ? Number(trimmed) : undefined;
}

function changeCase(item: string, operator: string): string {
  if (operator === "^^") return item.toUpperCase();
  if (operator === ",,") return item.toLowerCase();
  const first = item.slice(0, 1);
  return (operator === "^" ? first.toUpperCase() : first.toLowerCase()) + item.slice(1);
}

function transform(kind: string, expansion: Expansion): Edit | undefined {
  if (kind === "U") return (item) => item.toUpperCase();
  if (kind === "L") return (item) => item.toLowerCase();
  // A prompt string runs the substitutions in it.
  if (kind === "P") expansion.frame.engine.ledger.addGap("${…@P} is not followed");
  return undefined;
}
