import type { AndOr, CompoundList, ParsedScript, Pipeline, PipelineNode, Statement } from "unbash";
import { UNKNOWN } from "../../../model/invocation.ts";
import type { Frame, Output } from "../frame.ts";
import { nestFrame } from "../frame.ts";
import { toFeed } from "../origin.ts";
import type { Scope } from "../scope.ts";
import { walkCommandNode } from "./command.ts";
import { visitCompound } from "./compound.ts";

/** Walks a parsed script; what its parser complained about becomes gaps. */
export function visitScript(script: ParsedScript, frame: Frame): Output {
  for (const error of script.errors ?? []) {
    frame.engine.ledger.addGap(`not understood at ${frame.origin ?? error.pos}: ${error.message}`);
  }
  return visitStatements(script.commands, frame);
}

/** Walks statements one after the other. @returns all that they write. */
export function visitStatements(statements: readonly Statement[], frame: Frame): Output {
  let output = "";
  for (const statement of statements) output += visitStatement(statement, frame);
  return output;
}

/** Walks any command, pipeline or list. */
export function visitNode(node: PipelineNode | AndOr | CompoundList, frame: Frame): Output {
  const inner = frame.engine.ledger.spendStep() ? nestFrame(frame) : undefined;
  if (inner === undefined) return UNKNOWN;
  switch (node.type) {
    case "Command":
      return walkCommandNode(node, inner);
    case "Pipeline":
      return visitPipeline(node, inner);
    case "AndOr":
      return visitAndOr(node, inner);
    case "CompoundList":
      return visitStatements(node.commands, inner);
    default:
      return visitCompound(node, inner);
  }
}

function visitStatement(statement: Statement, frame: Frame): Output {
  if (statement.background !== true) return visitNode(statement.command, frame);
  return visitNode(statement.command, { ...frame, scope: frame.scope.fork() });
}

/** Each command reads what the one before writes, and changes variables of its own. */
function visitPipeline(pipeline: Pipeline, frame: Frame): Output {
  let { feed } = frame;
  let output: Output = "";
  let scope: Scope = frame.scope;
  for (const command of pipeline.commands) {
    scope = frame.scope.fork();
    output = visitNode(command, { ...frame, scope, feed });
    if (!frame.engine.ledger.spendUnits(output.length)) output = UNKNOWN;
    feed = toFeed(output);
  }
  // zsh, and bash with lastpipe, run the last command in the shell itself.
  frame.scope.merge([scope], pipeline.commands.length === 1);
  return output;
}

/** Whatever stands behind the first operator may run or not. */
function visitAndOr(list: AndOr, frame: Frame): Output {
  const [first, ...others] = list.commands;
  let output = first === undefined ? "" : visitNode(first, frame);
  const scope = frame.scope.fork();
  for (const command of others) output += visitNode(command, { ...frame, scope });
  frame.scope.merge([scope], false);
  return output;
}
