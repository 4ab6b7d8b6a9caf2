import { UNKNOWN } from "../../../model/invocation.ts";
import { toPath } from "../../windows/path.ts";
import { runBlock } from "./block.ts";
import { type CmdletCall, type Effect, tellAs, textOf, textsOf } from "./effect.ts";
import { choose, listFileEffects } from "./file-effects.ts";
import { startProgram } from "./start.ts";
import { makeObject } from "./static-call.ts";
import { gather, NONE, toItems, toText, UNKNOWN_VALUE, type Value } from "./value.ts";

let byName: ReadonlyMap<string, Effect> | undefined;

/** What a cmdlet does; undefined where nothing is known of it. */
export function findEffect(name: string): Effect | undefined {
  byName ??= new Map([...listFileEffects(), ...listEffects()]);
  return byName.get(name);
}

/** Runs the blocks that a cmdlet is given; each item piped in is `$_`. */
export function runBlocks({ bound, input, run }: CmdletCall): Value {
  const given = input === undefined ? [] : toItems(input);
  const blocks = [...bound.values.values()]
    .flatMap(toItems)
    .filter((value) => value.kind === "block");
  return gather(blocks.map((block) => runBlock(block, run, given)));
}

const request: Effect = (call) => {
  const body = call.bound.values.get("Body") ?? call.input;
  const words = [
    "curl",
    ...option("-X", textOf(call, "Method") ?? textOf(call, "CustomMethod")),
    ...option("-o", pathOf(call, "OutFile")),
    ...option("-T", pathOf(call, "InFile")),
    ...fields(call, "Headers").flatMap(([name, value]) => ["-H", `${name}: ${value}`]),
    ...fields(call, "Form").flatMap(([name, value]) => ["-F", `${name}=@${toPath(value)}`]),
    ...option("-d", body === undefined ? undefined : bodyText(body)),
    ...textsOf(call, "Uri"),
  ];
  return tellAs(call, words);
};

function option(flag: string, value: string | undefined): readonly string[] {
  return value === undefined ? [] : [flag, value];
}

function pathOf(call: CmdletCall, parameter: string): string | undefined {
  const path = textOf(call, parameter);
  return path === undefined ? undefined : toPath(path);
}

function fields({ bound }: CmdletCall, parameter: string): readonly (readonly [string, string])[] {
  const value = bound.values.get(parameter);
  if (value?.kind !== "table") return [];
  return [...value.entries].map(([name, each]) => [name, toText(each)] as const);
}

function bodyText(body: Value): string {
  if (body.kind !== "table") return toText(body);
  return [...body.entries].map(([name, value]) => `${name}=${toText(value)}`).join("&");
}

const transfer: Effect = (call) => {
  const [source = UNKNOWN, target = UNKNOWN] = ["Source", "Destination"].map((name) =>
    textOf(call, name),
  );
  const isUpload = !source.includes("://") && target.includes("://");
  return tellAs(
    call,
    isUpload ? ["curl", "-T", toPath(source), target] : ["curl", "-o", toPath(target), source],
  );
};

const evaluateText: Effect = ({ bound, input, run }) => {
  const given = bound.values.get("Command") ?? input;
  return given === undefined ? NONE : run.engine.runText(toText(given, "\n"), run);
};

const start: Effect = (call) => {
  const program = textOf(call, "FilePath");
  return program === undefined
    ? NONE
    : startProgram(program, call.bound.values.get("ArgumentList"), call.run);
};

const invoke: Effect = (call) => {
  const file = textOf(call, "FilePath");
  if (file !== undefined) tellAs(call, ["pwsh", "-File", toPath(file)]);
  return UNKNOWN_VALUE;
};

/** `% Delete`: a method of each. */
const forEach: Effect = (call) => {
  const member = textOf(call, "MemberName") ?? textOf(call, "Process");
  const paths =
    call.input === undefined ? [] : toItems(call.input).map((item) => toPath(toText(item)));
  if (member?.toLowerCase() === "delete" && paths.length > 0)
    tellAs(call, ["rm", "-r", "--", ...paths]);
  return UNKNOWN_VALUE;
};

const define: Effect = ({ name, bound, run, input }) => {
  const [to, value] = [bound.values.get("Name"), bound.values.get("Value") ?? input];
  if (to === undefined || value === undefined) return NONE;
  const key = toText(to).toLowerCase();
  if (name === "set-variable") run.session.assign(key, value);
  else run.session.aliases.set(key, toText(value).toLowerCase());
  return NONE;
};

const construct: Effect = (call) => {
  const args = call.bound.values.get("ArgumentList");
  const type = textOf(call, "ComObject") ?? textOf(call, "TypeName") ?? UNKNOWN;
  return makeObject(type.toLowerCase(), args === undefined ? [] : [args], call.run);
};

const print: Effect = (call) => {
  const value = call.bound.values.get("InputObject") ?? call.input ?? NONE;
  tellAs(call, ["echo", ...toItems(value).map((item) => toText(item))]);
  return value;
};

/** `Win32_Process` starts what it is told to. */
const callWmi: Effect = (call) => {
  const args = call.bound.values.get("Arguments");
  const line =
    args?.kind === "table"
      ? args.entries.get("commandline")
      : call.bound.values.get("ArgumentList");
  return line === undefined ? NONE : tellAs(call, ["cmd", "/c", toText(line)]);
};

const schedule: Effect = (call) => {
  const program = textOf(call, "Execute");
  return program === undefined
    ? NONE
    : startProgram(program, call.bound.values.get("Argument"), call.run);
};

const openItem: Effect = (call) => {
  const path = textOf(call, "Path");
  return path === undefined ? NONE : startProgram(path, undefined, call.run);
};

const passOn: Effect = ({ input }) => input ?? UNKNOWN_VALUE;

/** What it gives can be called: it goes by its name. */
const getCommand: Effect = ({ bound }) => {
  const name = bound.values.get("Name");
  return name === undefined || /[*?]/.test(toText(name)) ? UNKNOWN_VALUE : name;
};

function listEffects(): readonly (readonly [string, Effect])[] {
  return [
    ["invoke-webrequest", request],
    ["invoke-restmethod", request],
    ["start-bitstransfer", transfer],
    ["invoke-expression", evaluateText],
    ["start-process", start],
    ["invoke-command", invoke],
    ["invoke-item", openItem],
    ["foreach-object", forEach],
    ["where-object", ({ input }) => choose(input)],
    ["set-alias", define],
    ["set-variable", define],
    ["new-object", construct],
    ["write-output", print],
    ["invoke-wmimethod", callWmi],
    ["invoke-cimmethod", callWmi],
    ["new-scheduledtaskaction", schedule],
    ["stop-computer", (call) => tellAs(call, ["shutdown", "-h", "now"])],
    ["restart-computer", (call) => tellAs(call, ["shutdown", "-r", "now"])],
    ...["out-string", "select-object", "sort-object"].map((name) => [name, passOn] as const),
    ["get-command", getCommand],
    ["out-null", () => NONE],
  ];
}
