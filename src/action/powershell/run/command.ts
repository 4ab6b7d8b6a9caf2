import { UNKNOWN } from "../../../model/invocation.ts";
import type { ShellRedirect } from "../../../model/invocation.ts";
import { toNative } from "../../windows/native.ts";
import { isElsewhere, toPath, toProgramName } from "../../windows/path.ts";
import type { Command, Redirect } from "../syntax.ts";
import { bind, evaluateArguments, type Given } from "./bind.ts";
import { runBlock } from "./block.ts";
import { type Cmdlet, findCmdlet, resolveAlias } from "./cmdlets.ts";
import { runCmdlet } from "./cmdlet-call.ts";
import type { Run } from "./run.ts";
import { DOUBTFUL, NAMED } from "./session.ts";
import { runWritten } from "./start.ts";
import { toWord } from "./tell.ts";
import { NONE, toItems, toText, type Value } from "./value.ts";

/** What `sc.exe` is told; `sc` is also short for `Set-Content`. */
const SERVICE_VERB =
  /^(?:\\\\.*|stop|start|delete|config|create|query\w*|failure|qc|sdset|pause|continue)$/i;

/** Runs one command of a pipeline. @param input What the stage before hands on. */
export function runCommand(command: Command, input: Value | undefined, run: Run): Value {
  const { term, flag = "" } = command.name;
  const name =
    term === undefined ? ({ kind: "text", text: flag } as const) : run.engine.evaluate(term, run);
  const args = evaluateArguments(command.args, run);
  if (name.kind === "block") return runBlock(name, run, valuesOf(args));
  const redirects = toRedirects(command.redirects, run);
  return runNamed(toText(name).trim(), { args, input, redirects, text: command.name.text }, run);
}

interface NamedCall {
  readonly args: readonly Given[];
  readonly input: Value | undefined;
  readonly redirects: readonly ShellRedirect[];
  /** The name as written. */
  readonly text: string;
}

function runNamed(written: string, call: NamedCall, run: Run): Value {
  const { session } = run;
  const own = session.aliases.get(written.toLowerCase()) ?? written;
  const called = session.call(own.toLowerCase(), (body) => {
    giveArguments(call.args, run);
    return run.engine.runBody(body, run);
  });
  if (called !== undefined) return called;
  const cmdlet = findCmdlet(resolveAlias(nameOf(own)));
  const bound = cmdlet === undefined ? undefined : bind(cmdlet, call.args);
  if (
    cmdlet === undefined ||
    bound === undefined ||
    isProgram(own, cmdlet, { call, isForeign: bound.isForeign })
  )
    return runNative(own, call, run);
  const value = runCmdlet({ name: cmdlet.name, bound, input: call.input, run }, cmdlet);
  for (const { target } of call.redirects)
    run.engine.tell({ words: ["tee", target.value], input: value, label: cmdlet.name }, run);
  return value;
}

/** `Microsoft.PowerShell.Management\Remove-Item` is that cmdlet; `./rm` is none. */
function nameOf(name: string): string {
  return /^[\w.]+\\[a-z]+-\w+$/i.test(name) ? toProgramName(name) : name.toLowerCase();
}

/** Whether an alias of a cmdlet stands for the program of the same name here: `rm -rf x`, `sc stop x`. */
function isProgram(
  name: string,
  cmdlet: Cmdlet,
  { call, isForeign }: { readonly call: NamedCall; readonly isForeign: boolean },
): boolean {
  const lower = name.toLowerCase();
  if (lower === cmdlet.name || nameOf(name) === cmdlet.name) return false;
  const [first] = valuesOf(call.args);
  if (lower === "sc") return first !== undefined && SERVICE_VERB.test(toText(first));
  return isForeign;
}

function runNative(name: string, { args, input, redirects, text }: NamedCall, run: Run): Value {
  const words = args.flatMap(({ flag, value }) => toWords(flag, value));
  const program = name === "" ? UNKNOWN : name;
  const told = toNative(
    /^[a-z]+-[a-z]\w*$/i.test(program) ? program.toLowerCase() : program,
    words,
  );
  if (!/\.ps1$/i.test(name)) runWritten(name, run);
  const output = run.engine.tell({ words: told, texts: [text], redirects, input }, run);
  for (const value of valuesOf(args)) if (value.kind === "block") runBlock(value, run);
  return output;
}

function toWords(flag: string | undefined, value: Value | undefined): readonly string[] {
  const items = value === undefined ? [] : toItems(value).map((item) => toText(item));
  if (flag === undefined) return items;
  return value === undefined ? [flag] : [`${flag}:${items.join(",")}`];
}

function valuesOf(args: readonly Given[]): readonly Value[] {
  return args.flatMap(({ value }) => value ?? []);
}

/** What a function of the source's own is called with: by position, by name, and what may be either. */
function giveArguments(args: readonly Given[], { session }: Run): void {
  const entries = new Map<string, Value>();
  const loose: Value[] = [];
  const doubtful: Value[] = [];
  for (const [at, { flag, value }] of args.entries()) {
    if (flag !== undefined)
      entries.set(flag.slice(1).toLowerCase(), value ?? valueBehind(args[at + 1]));
    else if (value !== undefined) (isBehindFlag(args[at - 1]) ? doubtful : loose).push(value);
  }
  session.assignAny("args", [{ kind: "list", items: loose }]);
  session.assignAny(NAMED, [{ kind: "table", entries }]);
  session.assignAny(DOUBTFUL, [{ kind: "list", items: doubtful }]);
}

function valueBehind(next: Given | undefined): Value {
  return (next?.flag === undefined ? next?.value : undefined) ?? NONE;
}

function isBehindFlag(before: Given | undefined): boolean {
  return before?.flag !== undefined && before.value === undefined;
}

export function toRedirects(redirects: readonly Redirect[], run: Run): readonly ShellRedirect[] {
  return redirects.flatMap(({ target }) => {
    const path = toText(run.engine.evaluate(target, run));
    return path === "" || isElsewhere(path)
      ? []
      : [{ access: "write", target: toWord(toPath(path)) }];
  });
}
