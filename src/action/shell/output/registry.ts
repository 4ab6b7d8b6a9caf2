import type { ShellWord } from "../../../model/invocation.ts";
import { UNKNOWN } from "../../../model/invocation.ts";
import type { Call } from "../call.ts";
import type { Output } from "../frame.ts";
import type { Scope } from "../scope.ts";
import { base32, base64, openssl, xxd } from "./decode.ts";
import type { Evaluator } from "./evaluator.ts";
import { home } from "./home.ts";
import { basename, dirname, dirs, printenv, pwd, readlink, realpath } from "./names.ts";
import { echo, printf } from "./print.ts";
import { arrange, awk, cut, getent, grep, head, ls, tail } from "./select.ts";
import { cat, passOn, rev, sed, tac, tr } from "./transform.ts";

let byName: ReadonlyMap<string, Evaluator> | undefined;

/** Builtins and programs that write nothing to their standard output. */
const SILENT = ["true", "false", ":", "cd", "unset", "shopt", "test", "[", "sleep"];

/** Programs whose code may only print the home directory. */
const INTERPRETERS = ["python3", "python", "node", "perl", "ruby", "php", "lua"];

/** Builtins that tell the variables unless they are given some. */
const DECLARING = ["export", "declare", "typeset", "readonly", "set"];

/** What a program with these words writes: known for a few, with known words and input only. */
export function evaluateOutput(
  program: string,
  { words, feed }: Pick<Call, "words" | "feed">,
  scope: Scope,
): Output {
  const evaluator = listEvaluators().get(program);
  if (evaluator === undefined) return UNKNOWN;
  const args = words.slice(1).map(toArgument);
  const input = feed.kind === "text" ? feed.text : undefined;
  if (evaluator === echo || evaluator === printf || evaluator === passOn)
    return evaluator(args, input, scope);
  // What a program makes of a text with holes is anybody's guess, but for those that hand it on.
  if (input?.includes(UNKNOWN) && !handsOn(evaluator)) return UNKNOWN;
  return evaluator(args, input, scope);
}

/** What is known of a text with holes they hand on, holes and all. */
function handsOn(evaluator: Evaluator): boolean {
  return [cat, arrange, grep, head, tail, cut, awk].includes(evaluator);
}

/** A pattern stands for files that nobody here knows; one from the root says at least where they are. */
function toArgument({ value, certainty }: ShellWord): string {
  return certainty === "glob" && !/^[/~]/.test(value) ? UNKNOWN : value;
}

const declare: Evaluator = (args) => (listsVariables(args) ? UNKNOWN : "");

/** Whether a declaring builtin with these arguments only tells what is set: `export -p`, `set`. */
export function listsVariables(args: readonly string[]): boolean {
  return args.every((arg) => /^-[px]+$/.test(arg));
}

function listEvaluators(): ReadonlyMap<string, Evaluator> {
  byName ??= new Map<string, Evaluator>([
    ...SILENT.map((name) => [name, () => ""] as const),
    ...DECLARING.map((name) => [name, declare] as const),
    ["echo", echo],
    ["printf", printf],
    ["print", echo],
    ["cat", cat],
    ["tee", passOn],
    ["base64", base64],
    ["gbase64", base64],
    ["base32", base32],
    ["openssl", openssl],
    ["xxd", xxd],
    ["rev", rev],
    ["tac", tac],
    ["tr", tr],
    ["sed", sed],
    ...listNaming(),
    ...listSelecting(),
    ...INTERPRETERS.map((name) => [name, home] as const),
  ]);
  return byName;
}

type Entries = readonly (readonly [string, Evaluator])[];

/** Programs that print names. */
function listNaming(): Entries {
  return [
    ["pwd", pwd],
    ["dirs", dirs],
    ["printenv", printenv],
    ["dirname", dirname],
    ["basename", basename],
    ["realpath", realpath],
    ["grealpath", realpath],
    ["readlink", readlink],
    ["greadlink", readlink],
    ["getent", getent],
    ["ls", ls],
  ];
}

/** Programs that print some of what they read. */
function listSelecting(): Entries {
  return [
    ["sort", arrange],
    ["uniq", arrange],
    ["grep", grep],
    ["egrep", grep],
    ["fgrep", grep],
    ["head", head],
    ["tail", tail],
    ["cut", cut],
    ["awk", awk],
    ["gawk", awk],
  ];
}
