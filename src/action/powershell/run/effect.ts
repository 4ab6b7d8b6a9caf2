import { isElsewhere, toPath } from "../../windows/path.ts";
import type { Bound } from "./bind.ts";
import type { Run } from "./run.ts";
import { NONE, toItems, toText, type Value } from "./value.ts";

/** One call of a cmdlet. */
export interface CmdletCall {
  readonly name: string;
  readonly bound: Bound;
  /** What is piped into it. */
  readonly input: Value | undefined;
  readonly run: Run;
}

/** What a cmdlet does, told as the commands that do the same. @returns what it hands on. */
export type Effect = (call: CmdletCall) => Value;

/** The value of a parameter, each item as a text. */
export function textsOf({ bound }: CmdletCall, parameter: string): readonly string[] {
  const value = bound.values.get(parameter);
  return value === undefined ? [] : toItems(value).map((item) => toText(item));
}

export function textOf(call: CmdletCall, parameter: string): string | undefined {
  const value = call.bound.values.get(parameter);
  return value === undefined ? undefined : toText(value);
}

/** The files that a parameter names, or else what is piped in, as rules know paths. */
export function pathsOf(call: CmdletCall, parameter = "Path"): readonly string[] {
  const given = textsOf(call, parameter);
  const piped = call.input === undefined ? [] : toItems(call.input).map((item) => toText(item));
  const paths = given.length > 0 ? given : piped;
  return paths.filter((path) => !isElsewhere(path)).map((path) => toPath(path) + narrowing(call));
}

/** `-Filter`, `-Include`: only some of the files below. */
function narrowing(call: CmdletCall): string {
  const filter = textOf(call, "Include") ?? textOf(call, "Filter");
  return filter === undefined ? "" : `/${filter}`;
}

/** Tells the command that does the same. */
export function tellAs({ name, run }: CmdletCall, words: readonly string[], input?: Value): Value {
  return run.engine.tell({ words, label: name, input }, run);
}

/** As `tellAs`, once for all paths; nothing where there are none. */
export function tellPaths(
  call: CmdletCall,
  words: readonly string[],
  paths: readonly string[],
): Value {
  return paths.length === 0 ? NONE : tellAs(call, [...words, ...paths]);
}
