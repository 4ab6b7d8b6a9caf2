import { UNKNOWN } from "../../../model/invocation.ts";
import { nestFrame } from "../../shell/frame.ts";
import type { Stage, Statement, Term } from "../syntax.ts";
import { runValue } from "./block.ts";
import { runCommand, toRedirects } from "./command.ts";
import { operate } from "./operate.ts";
import type { Run } from "./run.ts";
import { DOUBTFUL, NAMED } from "./session.ts";
import { gather, NONE, text, toItems, toText, UNKNOWN_VALUE, type Value } from "./value.ts";

/** Runs statements one after the other. @returns all that they give. */
export function runBody(body: readonly Statement[], run: Run): Value {
  const frame = nestFrame(run.frame);
  if (frame === undefined) return UNKNOWN_VALUE;
  const inner = { ...run, frame };
  const values: Value[] = [];
  for (const statement of body) {
    if (!frame.engine.ledger.spendStep()) break;
    const value = runStatement(statement, inner);
    if (value !== NONE) values.push(value);
  }
  return values.length === 0 ? NONE : gather(values);
}

function runStatement(statement: Statement, run: Run): Value {
  const { session, engine } = run;
  switch (statement.kind) {
    case "pipeline":
      return session.vary(() => runPipeline(statement.stages, run));
    case "assignment":
      return assign(statement, run);
    case "group": {
      const { parts, isConditional } = statement;
      return isConditional
        ? session.doubt(() => engine.runBody(parts, run))
        : engine.runBody(parts, run);
    }
    case "each":
      session.assignAny(statement.variable, toItems(engine.runBody(statement.over, run)));
      return session.doubt(() => engine.runBody(statement.body, run));
    case "function":
      session.define(statement.name, statement.body);
      return NONE;
    case "parameters":
      return takeParameters(statement.names, run);
  }
}

function runPipeline(stages: readonly Stage[], run: Run): Value {
  let value: Value | undefined;
  for (const stage of stages) {
    const here = { ...run, offset: run.frame.origin ?? stage.start };
    value = stage.kind === "command" ? runCommand(stage, value, here) : runExpression(stage, here);
  }
  return value ?? NONE;
}

function runExpression(
  { term, redirects }: Extract<Stage, { kind: "expression" }>,
  run: Run,
): Value {
  const value = run.engine.evaluate(term, run);
  // What stands behind a pattern of `switch`.
  if (term.kind === "block") run.session.doubt(() => runValue(value, run));
  for (const { target } of toRedirects(redirects, run))
    run.engine.tell({ words: ["tee", target.value], input: value }, run);
  return value;
}

function assign(
  { target, operator, value }: Extract<Statement, { kind: "assignment" }>,
  run: Run,
): Value {
  const { session } = run;
  const values: Value[] = [];
  session.vary(() => {
    const given = readLiteral(value, run) ?? runStatement(value, run);
    const before = operator === "+=" ? run.engine.evaluate(target, run) : undefined;
    values.push(before === undefined ? given : operate("+", [before, given], run));
    return NONE;
  });
  for (const [at, name] of namesOf(target).entries()) {
    const own =
      namesOf(target).length === 1 ? values : values.map((each) => toItems(each)[at] ?? NONE);
    if (operator === "=" || operator === "+=" || operator === "??=") session.assignAll(name, own);
    else session.assign(name, UNKNOWN_VALUE);
  }
  return NONE;
}

/** A block that is assigned is not run. */
function readLiteral(value: Statement, run: Run): Value | undefined {
  const [stage, ...others] = value.kind === "pipeline" ? value.stages : [];
  if (stage?.kind !== "expression" || stage.term.kind !== "block" || others.length > 0)
    return undefined;
  return run.engine.evaluate(stage.term, run);
}

/** The variables that are assigned to: one, or several with commas between them. */
function namesOf(target: Term): readonly string[] {
  if (target.kind === "cast") return namesOf(target.of);
  if (target.kind === "list") return target.items.flatMap(namesOf);
  return target.kind === "variable" ? [target.name] : [];
}

/** What a function or script was called with; what it was not given only running can tell. */
function takeParameters(names: readonly string[], { session }: Run): Value {
  const named = session.read(NAMED);
  const given = toItems(session.read("args") ?? NONE);
  const doubtful = toItems(session.read(DOUBTFUL) ?? NONE);
  let next = 0;
  for (const name of names) {
    const own = named?.kind === "table" ? named.entries.get(name) : undefined;
    const known = own ?? given[next];
    session.assignAny(name, known === undefined ? [text(UNKNOWN), ...doubtful] : [known]);
    if (own === undefined) next += 1;
  }
  return NONE;
}

/** As a shell would have it on its standard output. */
export function toOutput(value: Value): string {
  return toItems(value)
    .map((item) => toText(item))
    .join("\n");
}
