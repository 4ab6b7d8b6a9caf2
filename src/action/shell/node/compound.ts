import type {
  ArithmeticCommand,
  ArithmeticFor,
  Case,
  CommandNode,
  Command,
  Coproc,
  For,
  Function as ShellFunction,
  If,
  Redirected,
  Select,
  SyntaxNode,
  While,
} from "unbash";
import { UNKNOWN } from "../../../model/invocation.ts";
import { walkInside } from "../expand/substitution.ts";
import { expandWord } from "../expand/word.ts";
import { type Frame, type Output, reenterFrame } from "../frame.ts";
import { blur } from "../origin.ts";
import type { Scope, Value } from "../scope.ts";
import { POSITIONAL } from "../scope.ts";
import { keepOutput, tellAssigned, tellRedirections, walkVariants } from "./command.ts";
import { giveDescriptor } from "./descriptor.ts";
import { expandRedirections } from "./redirect.ts";
import { visitTest } from "./test.ts";
import { tellVariable } from "./tell-variable.ts";

type Compound = Exclude<CommandNode, Command>;

/** Walks a compound command: every branch, for every branch could run. */
export function visitCompound(node: Compound, frame: Frame): Output {
  switch (node.type) {
    case "If":
      return visitIf(node, frame);
    case "For":
    case "Select":
      return visitFor(node, frame);
    case "ArithmeticFor":
      return visitArithmeticFor(node, frame);
    case "While":
      return visitWhile(node, frame);
    case "Case":
      return visitCase(node, frame);
    default:
      return visitGroup(node, frame);
  }
}

type Group = Exclude<Compound, If | For | Select | ArithmeticFor | While | Case>;

function visitGroup(node: Group, frame: Frame): Output {
  switch (node.type) {
    case "BraceGroup":
      return frame.engine.visitNode(node.body, frame);
    case "Subshell":
      return frame.engine.visitNode(node.body, { ...frame, scope: frame.scope.fork() });
    case "Coproc":
      return visitCoproc(node, frame);
    case "Redirected":
      return visitRedirected(node, frame);
    case "Function":
      return defineFunction(node, frame);
    case "TestCommand":
      return visitTest(node, frame);
    case "ArithmeticCommand":
      return visitArithmetic(node, frame);
  }
}

/** `((rm x))` is no sum: to a shell without arithmetic of this kind, as dash, these are subshells. */
function visitArithmetic(node: ArithmeticCommand, frame: Frame): Output {
  const { expression, body } = node;
  if (expression?.type === "ArithmeticWord" && /\s/.test(expression.value.trim())) {
    const origin = frame.origin ?? node.pos;
    const inner = reenterFrame(frame, "((", { scope: frame.scope.fork(), origin });
    if (inner !== undefined) frame.engine.walkSource(body, { ...inner, via: frame.via });
  }
  return walkSubstitutions([node], frame);
}

function visitIf(node: If, frame: Frame): Output {
  let output = frame.engine.visitNode(node.clause, frame);
  const bodies = [node.then, ...node.elif.map((branch) => branch.then)];
  if (node.else !== undefined) bodies.push(node.else);
  for (const branch of node.elif) output += frame.engine.visitNode(branch.clause, frame);
  const forks = bodies.map(() => frame.scope.fork());
  for (const [index, body] of bodies.entries()) {
    output += frame.engine.visitNode(body, { ...frame, scope: forks[index] ?? frame.scope.fork() });
  }
  frame.scope.merge(forks, node.else !== undefined);
  return output;
}

function visitCase(node: Case, frame: Frame): Output {
  walkSubstitutions([node.word, ...node.items.flatMap((item) => item.pattern)], frame);
  const forks: Scope[] = [];
  let output = "";
  let goesOn: Scope | undefined;
  for (const item of node.items) {
    const scope = frame.scope.fork();
    // After `;&` the next list runs too, after `;;&` it may.
    if (goesOn !== undefined) scope.merge([goesOn], false);
    goesOn = item.terminator === ";&" || item.terminator === ";;&" ? scope : undefined;
    forks.push(scope);
    output += frame.engine.visitNode(item.body, { ...frame, scope });
  }
  frame.scope.merge(forks, false);
  return output;
}

/** The loop's variable has each value of the list in turn. */
function visitFor(node: For | Select, frame: Frame): Output {
  const values =
    node.wordlist === undefined
      ? (frame.scope.read(POSITIONAL) ?? [[UNKNOWN]]).flat()
      : expandList(node.wordlist, frame);
  tellAssigned({ name: node.name.value, values, offset: node.pos }, frame);
  return visitLoop(frame, (scope) => {
    scope.assignAny(
      node.name.value,
      values.map((value): Value => [value]),
    );
    return frame.engine.visitNode(node.body, { ...frame, scope });
  });
}

function expandList(words: readonly For["name"][], frame: Frame): readonly string[] {
  const values = new Set<string>();
  walkVariants(frame, (expansion) => {
    for (const word of words) {
      for (const { value } of expandWord(word, expansion)) values.add(value);
    }
    return "";
  });
  return [...values];
}

function visitArithmeticFor(node: ArithmeticFor, frame: Frame): Output {
  const parts = [node.initialize, node.test, node.update].filter((part) => part !== undefined);
  walkSubstitutions(parts, frame);
  return visitLoop(frame, (scope) => frame.engine.visitNode(node.body, { ...frame, scope }));
}

function visitWhile(node: While, frame: Frame): Output {
  return visitLoop(
    frame,
    (scope) =>
      frame.engine.visitNode(node.clause, { ...frame, scope }) +
      frame.engine.visitNode(node.body, { ...frame, scope }),
  );
}

/** Walks a loop's body, and again when it has changed what an earlier line of it may have read. */
function visitLoop(frame: Frame, walkBody: (scope: Scope) => Output): Output {
  const first = frame.scope.fork();
  const output = walkBody(first);
  if (!frame.scope.merge([first], false)) return output;
  const second = frame.scope.fork();
  walkBody(second);
  frame.scope.merge([second], false);
  return blur([output]);
}

function visitCoproc(node: Coproc, frame: Frame): Output {
  const output = frame.engine.visitNode(node.body, {
    ...frame,
    scope: frame.scope.fork(),
    feed: { kind: "pipe" },
  });
  const ends = [output, UNKNOWN].map((text) => String(giveDescriptor(text, frame)));
  if (node.name !== undefined) tellVariable(node.name.value, node.pos, frame);
  frame.scope.assign(node.name?.value ?? "COPROC", ends);
  return "";
}

function visitRedirected(node: Redirected, frame: Frame): Output {
  return walkVariants(frame, (expansion) => {
    const redirections = expandRedirections(node.redirects, expansion);
    tellRedirections(redirections, frame.origin ?? node.pos, frame);
    const feed = redirections.feed ?? frame.feed;
    const output = frame.engine.visitNode(node.command, { ...expansion.frame, feed });
    return keepOutput(output, redirections, frame);
  });
}

function defineFunction(node: ShellFunction, frame: Frame): Output {
  frame.engine.functions.define(node.name.value, { node, frame });
  return "";
}

/** Walks the substitutions in words whose own value does not matter. */
function walkSubstitutions(nodes: readonly SyntaxNode[], frame: Frame): Output {
  return walkVariants(frame, (expansion) => {
    for (const node of nodes) walkInside(node, expansion);
    return "";
  });
}
