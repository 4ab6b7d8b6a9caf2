import type { TestCommand, TestExpression } from "unbash";
import { walkArithmetic, walkSubscript } from "../expand/arithmetic.ts";
import type { Expansion } from "../expand/expansion.ts";
import { walkInside } from "../expand/substitution.ts";
import { expandText } from "../expand/word.ts";
import type { Frame, Output } from "../frame.ts";
import { blur } from "../origin.ts";
import { walkVariants } from "./command.ts";
import { matchRegex } from "./regex-match.ts";
import { COMPARISONS, VARIABLES } from "./subscript.ts";

/** `[[ … ]]`: the substitutions in it, and those in what it takes for arithmetic. */
export function visitTest(node: TestCommand, frame: Frame): Output {
  return walkVariants(frame, (expansion) => {
    walkInside(node, expansion);
    walkExpression(node.expression, expansion);
    return "";
  });
}

/** With a stack of its own, for the same reason as `walkInside`. */
function walkExpression(expression: TestExpression, expansion: Expansion): void {
  const pending = [expression];
  for (;;) {
    const next = pending.pop();
    if (next === undefined) return;
    if (next.type === "TestLogical") pending.push(...next.operands);
    else if (next.type === "TestNot") pending.push(next.operand);
    else if (next.type === "TestGroup") pending.push(next.expression);
    else walkOperands(next, expansion);
  }
}

type Binary = Extract<TestExpression, { type: "TestBinary" }>;

type Comparison = Extract<TestExpression, { type: "TestUnary" | "TestBinary" }>;

function walkOperands(node: Comparison, expansion: Expansion): void {
  if (node.type === "TestUnary") {
    if (!VARIABLES.has(node.operator)) return;
    walkSubscript(expandText(node.operand, expansion), node.pos, expansion.frame);
  } else if (node.operator === "=~") keepMatch(node, expansion);
  else if (COMPARISONS.has(node.operator)) {
    for (const side of [node.left, node.right])
      walkArithmetic(expandText(side, expansion), side.pos, expansion.frame);
  }
}

/** `BASH_REMATCH` is what matched; where that is not known, nobody knows it. */
function keepMatch({ left, right }: Binary, expansion: Expansion): void {
  const isQuoted = right.parts?.some(({ type }) => /Quoted|String/.test(type)) === true;
  const text = expandText(left, expansion);
  const pattern = expandText(right, expansion);
  const matched = isQuoted ? undefined : matchRegex(text, pattern);
  expansion.frame.scope.assign("BASH_REMATCH", matched ?? [blur([text])]);
}
