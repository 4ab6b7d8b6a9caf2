import type {
  ArithmeticExpression,
  ArithmeticWord,
  CommandExpansionPart,
  SyntaxNode,
  WordPart,
} from "unbash";
import { forEachChild } from "unbash";
import type { Feed } from "../../../model/invocation.ts";
import { tellVariable } from "../node/tell-variable.ts";
import { UNKNOWN } from "../../../model/invocation.ts";
import type { Output } from "../frame.ts";
import { nestFrame } from "../frame.ts";
import { holdsSubstitution } from "../hidden.ts";
import { walkArithmetic } from "./arithmetic.ts";
import type { Expansion } from "./expansion.ts";

const PIPE: Feed = { kind: "pipe" };

type Substitution = CommandExpansionPart | (WordPart & { type: "ProcessSubstitution" });

/** Walks a substitution once and remembers what it writes. */
export function readOutput(part: Substitution, expansion: Expansion): Output {
  const known = expansion.outputs.get(part);
  if (known !== undefined) return known;
  const label = part.type === "CommandExpansion" ? "$(…)" : `${part.operator}(…)`;
  const output = walkSubstitution(part, label, expansion);
  expansion.outputs.set(part, output);
  return output;
}

function walkSubstitution(
  part: Pick<CommandExpansionPart, "text" | "pos" | "script">,
  label: string,
  expansion: Expansion,
): Output {
  const { frame } = expansion;
  const { ledger } = frame.engine;
  // What is written into `>(…)` comes down a pipe, whatever that is.
  const feed = label === ">(…)" && frame.feed.kind === "inherited" ? PIPE : frame.feed;
  const inner = nestFrame(frame, { via: [...frame.via, label], scope: frame.scope.fork(), feed });
  if (inner === undefined || !ledger.spendUnits(part.text.length)) return UNKNOWN;
  const { script } = part;
  if (script === undefined || !isClosed(part.text)) {
    ledger.addGap(`substitution at ${part.pos} is not understood`);
    if (script === undefined) return UNKNOWN;
  }
  // Inside escaped backticks positions count in a text of the parser's own.
  const origin = frame.origin ?? (script.source === undefined ? undefined : part.pos);
  return frame.engine.walkScript(script, { ...inner, origin });
}

/** In a heredoc the parser takes one that is never closed without a word. */
function isClosed(text: string): boolean {
  if (text.startsWith("`")) return text.length > 1 && text.endsWith("`");
  return !/^[$<>]\(/.test(text) || text.endsWith(")");
}

/**
 * Walks the substitutions inside a node whose own value does not matter. With a stack of its own:
 * `1+1+1…` is as deep as it is long.
 */
export function walkInside(node: SyntaxNode, expansion: Expansion): void {
  const pending: SyntaxNode[] = [node];
  for (;;) {
    const next = pending.pop();
    if (next === undefined || !expansion.frame.engine.ledger.spendStep()) return;
    if (next.type === "CommandExpansion" || next.type === "ProcessSubstitution") {
      readOutput(next, expansion);
    } else if (next.type === "ArithmeticCommandExpansion") {
      walkArithmeticCommand(next, expansion);
    } else {
      if (next.type === "ArithmeticWord") walkOperand(next, expansion);
      else noteAssigned(next, expansion);
      forEachChild(next, (child) => pending.push(child));
    }
  }
}

function noteAssigned(node: SyntaxNode, { frame }: Expansion): void {
  const target = targetOf(node);
  if (target?.type !== "ArithmeticWord") return;
  tellVariable(target.value.replace(/\[.*/s, ""), node.pos, frame);
}

/** What `x=1`, `x+=1` and `x++` give a value to. */
function targetOf(node: SyntaxNode): ArithmeticExpression | undefined {
  if (node.type === "ArithmeticBinary")
    return /^(?:[-+*/%&|^]|<<|>>)?=$/.test(node.operator) ? node.left : undefined;
  if (node.type !== "ArithmeticUnary") return undefined;
  return /^(?:\+\+|--)$/.test(node.operator) ? node.operand : undefined;
}

/** What stands in arithmetic other than operators; its own substitutions the parser has found. */
function walkOperand(node: ArithmeticWord, { frame }: Expansion): void {
  if (!holdsSubstitution(node.value)) walkArithmetic(node.value, node.pos, frame);
}

/** `$((…))`: a lone number is itself; any other result is a number that nobody knows. */
export function evaluateArithmetic(
  expression: ArithmeticExpression | undefined,
  expansion: Expansion,
): string {
  if (expression === undefined) return UNKNOWN;
  if (expression.type === "ArithmeticWord" && /^\d+$/.test(expression.value))
    return expression.value;
  if (expression.type === "ArithmeticCommandExpansion")
    walkArithmeticCommand(expression, expansion);
  else walkInside(expression, expansion);
  return UNKNOWN;
}

function walkArithmeticCommand(
  node: ArithmeticExpression & { type: "ArithmeticCommandExpansion" },
  expansion: Expansion,
): void {
  if (!expansion.choices.isFirst()) return;
  const output = walkSubstitution(node, "$(…)", expansion);
  walkArithmetic(output, node.pos, expansion.frame);
}
