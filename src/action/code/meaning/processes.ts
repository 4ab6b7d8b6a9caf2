import { UNKNOWN } from "../../../model/invocation.ts";
import { readOrigins } from "../../shell/origin.ts";
import type { CallSite, Handler } from "../language.ts";
import { asText, mixValues, NOTHING, numberOf, type Value } from "../value.ts";
import { argument, isOn, option } from "./given.ts";

/** A shell that waits for commands: alone, interactive, or with its input from a descriptor. */
const WAITING_SHELL =
  /^\s*(?:exec\s+)?(?:\S*[/\\])?(?:(?:ba|da|z|k|c|tc|a|fi)?sh|cmd(?:\.exe)?|powershell(?:\.exe)?|pwsh)(?:\s+-[-a-z]*[il][a-z]*)*\s*(?:$|\d?[<>]|\uFFFC)/;

/** Whether what is started is a shell that waits for what it is told. */
export function isWaitingShell(command: string): boolean {
  return WAITING_SHELL.test(command);
}

/** The argument is a text that a shell runs. */
export const runsText: Handler = (call) => {
  const value = argument(call, 0, "cmd", "command", "args");
  if (value !== undefined) run(call, value);
  return mixValues(value === undefined ? [] : [value]);
};

/** One text is for a shell, several are an argument vector: `system("ls -l")`, `system("ls", "-l")`. */
export const runsAny: Handler = (call) => {
  const values = call.args.filter(({ kind }) => kind !== "record" && kind !== "function");
  const [first, ...rest] = values;
  if (first === undefined) return NOTHING;
  if (rest.length === 0 && first.kind !== "list") run(call, first);
  else
    spawn(
      call,
      values.flatMap((each) => (each.kind === "list" ? each.items : each)),
    );
  return NOTHING;
};

/** A program, and then a list of its arguments: `spawn("rm", ["-rf", x])`. */
export const spawnsProgram: Handler = (call) => {
  const [program, args] = [argument(call, 0), argument(call, 1, "args")];
  if (program === undefined) return NOTHING;
  if (
    isOn(call, "shell") ||
    (program.kind === "text" && /\s/.test(program.text) && args === undefined)
  ) {
    const words = [program, ...(args?.kind === "list" ? args.items : [])];
    run(call, words.length === 1 ? program : { kind: "list", items: words });
    return NOTHING;
  }
  spawn(call, [...listOf(program), ...(args === undefined ? [] : listOf(args))]);
  return NOTHING;
};

/** A list is an argument vector, a text a program alone or, with `shell`, for a shell. */
export const spawnsList: Handler = (call) => {
  const value = argument(call, 0, "args", "cmd", "command");
  if (value === undefined) return NOTHING;
  const isShell = isOn(call, "shell");
  if (value.kind === "list" && !isShell) spawn(call, value.items);
  else run(call, value.kind === "list" ? (value.items[0] ?? NOTHING) : value);
  return NOTHING;
};

/** The program's path, and then its words, of which the first is its name: `execv(path, argv)`. */
export const executes: Handler = (call) => {
  const [path, ...given] = call.args;
  if (path === undefined) return NOTHING;
  const words = given.flatMap(listOf).slice(1);
  spawn(call, [path, ...words]);
  return NOTHING;
};

/** As `executes`, behind a mode: `spawnv(mode, path, argv)`. */
export const executesAfterMode: Handler = (call) => executes({ ...call, args: call.args.slice(1) });

/** A program that the code then writes to or reads from. */
export const opensProgram: Handler = (call) => {
  const value = argument(call, 0, "command", "cmd");
  if (value === undefined) return NOTHING;
  if (value.kind === "list") spawn(call, value.items);
  else run(call, value);
  return { kind: "handle", command: asText(value).text };
};

function listOf(value: Value): readonly Value[] {
  if (value.kind === "list") return value.items;
  return value.kind === "record" || value.kind === "function" ? [] : [value];
}

/** `kill(pid, signal)`, or the other way round: -1 is every process there is. */
export function signals({ signalFirst = false } = {}): Handler {
  return ({ args, named, examination }) => {
    const behind = [...args.slice(1), ...named.values()];
    const targets = signalFirst ? behind.flatMap(listOf) : args.slice(0, 1);
    if (targets.some((each) => numberOf(each) === -1))
      examination.emit({ kind: "does", words: ["kill", "-KILL", "-1"] });
    return NOTHING;
  };
}

/** Notes a text that a shell runs. */
export function run(call: CallSite, value: Value): void {
  const { text, isDecoded } = asText(value);
  const { examination } = call;
  if (isDecoded === true) examination.tellDecoded();
  if (isWaitingShell(text)) examination.openShell();
  if (examination.isSpeculative && isAnyones(text)) return;
  examination.emit({ kind: "runs", text, ...inputOf(call) });
}

/** Notes an argument vector. */
export function spawn(call: CallSite, values: readonly Value[]): void {
  const texts = values.map(asText);
  const words = texts.map(({ text }) => text);
  const [program = UNKNOWN] = words;
  const { examination } = call;
  if (words.length === 0 || (examination.isSpeculative && isAnyones(program))) return;
  if (texts.some(({ isDecoded }) => isDecoded === true)) examination.tellDecoded();
  if (isWaitingShell(words.join(" "))) examination.openShell();
  examination.emit({ kind: "spawns", words, ...inputOf(call) });
}

/** What nobody has said and no other machine has sent. */
function isAnyones(text: string): boolean {
  return text.startsWith(UNKNOWN) && !readOrigins(text).includes("download");
}

function inputOf(call: CallSite): { readonly input?: string } {
  const input = option(call, "input", "stdin_data");
  return input === undefined ? {} : { input: asText(input).text };
}
