import { blur } from "../../shell/origin.ts";
import type { Term } from "../syntax.ts";
import { runBlock } from "./block.ts";
import { callNetwork } from "./network-call.ts";
import type { Run } from "./run.ts";
import { callStatic } from "./static-call.ts";
import { callText } from "./text-call.ts";
import { text, toText, UNKNOWN_VALUE, type Value } from "./value.ts";

/** Properties that are what they belong to, as far as we follow it: `$_.FullName`, `(iwr x).Content`. */
const SAME = new Set([
  "fullname",
  "content",
  "rawcontent",
  "value",
  "name",
  "path",
  "source",
  "pspath",
]);

/** A property, or a call. */
export function evaluateMember(term: Extract<Term, { kind: "member" }>, run: Run): Value {
  const { evaluate } = run.engine;
  const of = evaluate(term.of, run);
  const name = toText(evaluate(term.name, run)).toLowerCase();
  if (term.args === undefined) return readProperty(of, name);
  const args = term.args.map((arg) => evaluate(arg, run));
  return callMethod({ of, name, args }, run);
}

function readProperty(of: Value, name: string): Value {
  if (of.kind === "table") return of.entries.get(name) ?? UNKNOWN_VALUE;
  if (of.kind === "object") return { kind: "object", type: `${of.type}.${name}` };
  if (SAME.has(name)) return of;
  return text(blur([toText(of)]));
}

/** A call, its parts evaluated. */
export interface MethodCall {
  readonly of: Value;
  /** Lower case. */
  readonly name: string;
  readonly args: readonly Value[];
}

function callMethod(call: MethodCall, run: Run): Value {
  const { of, name, args } = call;
  if (of.kind === "block" && name.startsWith("invoke")) return runBlock(of, run, args);
  const [first] = args;
  if (/^(?:invokescript|newscriptblock|addscript|invokeexpression)$/.test(name) && first)
    return run.engine.runText(toText(first), run);
  const called = callNetwork(call, run) ?? callStatic(call, run) ?? callText(call, run);
  if (called !== undefined) return called;
  for (const arg of args) if (arg.kind === "block") runBlock(arg, run, [of]);
  return text(blur([toText(of), ...args.map((arg) => (arg.kind === "block" ? "" : toText(arg)))]));
}
