import type { ShellWord } from "../../../model/invocation.ts";
import type { Inner, Wrapper } from "../call.ts";

/** How an interpreter is told what to run; letters stand for options. */
interface Syntax {
  /** What follows is code; the first of them is how rules write it. */
  readonly code: string;
  /** The option takes a value, or, for `m`, names a module that runs instead of a script. */
  readonly valued: string;
  readonly module?: string;
  readonly long?: readonly string[];
}

const STDIN = new Set(["-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"]);

/** Interpreters of other languages than the shell's: which code they run, as far as the line says it. */
export const interpreter: readonly Wrapper[] = [
  toWrapper(["python", "pypy", "ipython"], { code: "c", valued: "WX", module: "m" }),
  toWrapper(["node", "nodejs"], { code: "ep", valued: "rC", long: ["--eval", "--print"] }),
  toWrapper(["perl"], { code: "eE", valued: "" }),
  toWrapper(["ruby"], { code: "e", valued: "rIC" }),
  toWrapper(["php"], { code: "rRBE", valued: "dczft" }),
  toWrapper(["lua", "luajit"], { code: "e", valued: "l" }),
  toWrapper(["osascript"], { code: "e", valued: "ls" }),
  toWrapper(["Rscript"], { code: "e", valued: "" }),
  toWrapper(["tclsh", "wish", "expect", "guile"], { code: "c", valued: "" }),
  { names: ["deno", "bun"], unwrap: ({ words }) => readRuntime(words) },
];

function toWrapper(names: readonly string[], syntax: Syntax): Wrapper {
  return { names, unwrap: ({ words }) => readWords(words, syntax) };
}

/** Options up to the first that says what runs, or else the first operand, or standard input. */
function readWords(words: readonly ShellWord[], syntax: Syntax): readonly Inner[] {
  const option = `-${syntax.code.charAt(0)}`;
  for (let at = 1; at < words.length; at += 1) {
    const value = valueAt(words, at);
    if (value === "--") return readOperand(words[at + 1], option);
    if (!value.startsWith("-") || STDIN.has(value)) return readOperand(words[at], option);
    const found = readOption(value, valueAt(words, at + 1), syntax);
    if (found === "ends") return [];
    if (found === "takes next") at += 1;
    else if (found !== undefined) return [{ kind: "code", option, text: found.code }];
  }
  return readOperand(undefined, option);
}

function valueAt(words: readonly ShellWord[], at: number): string {
  return words[at]?.value ?? "";
}

type OptionMeaning = { readonly code: string } | "takes next" | "ends" | undefined;

function readOption(value: string, next: string, syntax: Syntax): OptionMeaning {
  if (value.startsWith("--")) return readLong(value, next, syntax);
  for (let at = 1; at < value.length; at += 1) {
    const letter = value.charAt(at);
    const rest = value.slice(at + 1);
    if (syntax.code.includes(letter)) return { code: rest === "" ? next : rest };
    if (syntax.module === letter || /[hV]/.test(letter)) return "ends";
    if (syntax.valued.includes(letter)) return rest === "" ? "takes next" : undefined;
  }
  return undefined;
}

function readLong(value: string, next: string, { long = [] }: Syntax): OptionMeaning {
  const equals = value.indexOf("=");
  const name = equals < 0 ? value : value.slice(0, equals);
  if (long.includes(name)) return { code: equals < 0 ? next : value.slice(equals + 1) };
  if (/^--(?:require|import|loader|env-file|conditions)$/.test(value)) return "takes next";
  return /^--(?:version|help)$/.test(name) ? "ends" : undefined;
}

function readOperand(word: ShellWord | undefined, option: string): readonly Inner[] {
  if (word === undefined || STDIN.has(word.value)) return [{ kind: "code", option }];
  return [{ kind: "code", option, file: word }];
}

/** deno and bun: `run file`, `eval code`; a dash is standard input. */
function readRuntime(words: readonly ShellWord[]): readonly Inner[] {
  const [verb, operand] = words.slice(1).filter(({ value }) => !/^-./.test(value));
  if (verb === undefined) return [];
  if (verb.value === "run") return operand === undefined ? [] : readOperand(operand, "-e");
  if (verb.value === "eval") return [{ kind: "code", option: "-e", text: operand?.value ?? "" }];
  return verb.value === "-" || /[./]/.test(verb.value) ? readOperand(verb, "-e") : [];
}
