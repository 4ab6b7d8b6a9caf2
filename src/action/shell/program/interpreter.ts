import type { ShellWord } from "../../../model/invocation.ts";
import type { Inner, Wrapper } from "../call.ts";
import { readConsole } from "./console.ts";
import { runtime } from "./runtime.ts";

/** How an interpreter is told what to run; letters stand for options. */
interface Syntax {
  /** What follows is code; the first of them is how rules write it. */
  readonly code: string;
  /** The option takes the rest of its word, or else the next word. */
  readonly valued: string;
  /** The option takes the rest of its word and nothing else. */
  readonly joined?: string;
  /** The option names a module that runs instead of a script. */
  readonly module?: string;
  /** The option names a module, and what is behind its name is code. */
  readonly loading?: string;
  /** The option names the language, where there are two. */
  readonly language?: string;
  readonly long?: readonly string[];
  /** What of the code is for a shell. */
  readonly toSources?: (code: string) => readonly string[];
}

const STDIN = new Set(["-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"]);

/** Long options that take the next word. */
const LONG_VALUED =
  /^--(?:require|import|loader|env-file|conditions|input-type|check-hash-based-pycs)$/;

/** Interpreters of other languages than the shell's: which code they run, as far as the line says it. */
export const interpreter: readonly Wrapper[] = [
  toWrapper(["python", "pypy", "pythonw"], { code: "c", valued: "WX", module: "m" }),
  toWrapper(["ipython"], { code: "c", valued: "WX", module: "m", toSources: readMagics }),
  toWrapper(["node", "nodejs", "tsx", "ts-node"], {
    code: "ep",
    valued: "rC",
    long: ["--eval", "--print"],
  }),
  toWrapper(["perl"], { code: "eE", valued: "", joined: "iIFxdDV", loading: "Mm" }),
  toWrapper(["ruby", "jruby"], { code: "e", valued: "rICE", joined: "iFxKWT" }),
  toWrapper(["php"], {
    code: "rRBE",
    valued: "dczftS",
    long: ["--run", "--process-code", "--process-begin", "--process-end"],
  }),
  toWrapper(["lua", "luajit", "texlua"], { code: "e", valued: "l" }),
  toWrapper(["osascript"], { code: "e", valued: "s", language: "l" }),
  toWrapper(["Rscript"], { code: "e", valued: "" }),
  toWrapper(["R"], { code: "e", valued: "fg" }),
  toWrapper(["groovy"], { code: "e", valued: "cDi", long: ["--execute"] }),
  toWrapper(["tclsh", "wish", "expect", "guile"], { code: "c", valued: "" }),
  runtime,
];

function toWrapper(names: readonly string[], syntax: Syntax): Wrapper {
  return { names, unwrap: ({ words }) => new Line(words, syntax).read() };
}

/** The words of one call, read up to the first that is no option. */
class Line {
  readonly #words: readonly ShellWord[];
  readonly #syntax: Syntax;
  readonly #option: string;
  readonly #texts: string[] = [];
  #language: string | undefined;
  #hasCode = false;
  #isModule = false;

  constructor(words: readonly ShellWord[], syntax: Syntax) {
    this.#words = words;
    this.#syntax = syntax;
    this.#option = `-${syntax.code.charAt(0)}`;
  }

  /** The code behind the options, all of it together; or else the first operand, or standard input. */
  read(): readonly Inner[] {
    let at = 1;
    for (; at < this.#words.length; at += 1) {
      const value = this.#valueAt(at);
      if (value === "--" || !value.startsWith("-") || STDIN.has(value)) break;
      at += this.#readOption(value, this.#valueAt(at + 1));
      if (this.#isModule) return [];
    }
    if (this.#valueAt(at) === "--") at += 1;
    if (this.#hasCode) return [this.#toCode(at, { text: this.#texts.join("\n") })];
    return this.#readOperand(at);
  }

  #readOperand(at: number): readonly Inner[] {
    const operand = this.#words[at];
    if (operand === undefined || STDIN.has(operand.value)) return [this.#toCode(at + 1, {})];
    const console = readConsole(operand.value, this.#words.slice(at + 1));
    return [this.#toCode(at + 1, { file: operand }), ...(console ?? [])];
  }

  #toCode(rest: number, place: { readonly text?: string; readonly file?: ShellWord }): Inner {
    const args = this.#words.slice(rest).map(({ value }) => value);
    const language = this.#language === undefined ? {} : { language: this.#language };
    const { toSources } = this.#syntax;
    const more = { ...language, ...(toSources !== undefined && { toSources }) };
    return { kind: "code", option: this.#option, args, ...more, ...place };
  }

  #valueAt(at: number): string {
    return this.#words[at]?.value ?? "";
  }

  /** @returns how many words the option takes besides its own. */
  #readOption(value: string, next: string): number {
    if (value.startsWith("--")) return this.#readLong(value, next);
    for (let at = 1; at < value.length; at += 1) {
      const taken = this.#readLetter(value.charAt(at), value.slice(at + 1), next);
      if (taken !== undefined || this.#isModule) return taken ?? 0;
    }
    return 0;
  }

  /** Undefined where the next letter of the word is an option too. */
  #readLetter(letter: string, rest: string, next: string): number | undefined {
    const { code, joined = "", loading = "" } = this.#syntax;
    const value = rest === "" ? next : rest;
    const taken = rest === "" ? 1 : 0;
    if (loading.includes(letter)) this.#load(rest);
    if (`${joined}${loading}`.includes(letter)) return 0;
    if (code.includes(letter))
      return this.#isCluster(rest) ? undefined : this.#addCode(value, taken);
    return this.#readOther(letter, value) ? taken : undefined;
  }

  /** Whether the option takes a value. */
  #readOther(letter: string, value: string): boolean {
    const { valued, module, language = "" } = this.#syntax;
    this.#isModule = letter === module || /[hV]/.test(letter);
    if (letter === language) this.#language = value;
    return `${valued}${language}`.includes(letter);
  }

  /** `node -pe code`. */
  #isCluster(rest: string): boolean {
    return rest.length === 1 && this.#syntax.code.includes(rest);
  }

  /** `perl -MPOSIX=strftime`. */
  #load(module: string): void {
    this.#texts.push(`use ${module.replace("=", " ")};`);
  }

  #readLong(value: string, next: string): number {
    const equals = value.indexOf("=");
    const name = equals < 0 ? value : value.slice(0, equals);
    const given = equals < 0 ? next : value.slice(equals + 1);
    const taken = equals < 0 ? 1 : 0;
    if (this.#syntax.long?.includes(name) === true) return this.#addCode(given, taken);
    this.#isModule = /^--(?:version|help)$/.test(name);
    if (!LONG_VALUED.test(name)) return 0;
    const data = readDataUrl(given);
    return data === undefined ? taken : this.#addCode(data, taken);
  }

  #addCode(text: string, taken: number): number {
    this.#hasCode = true;
    this.#texts.push(text);
    return taken;
  }
}

/** IPython: `!cmd`, `x = !cmd`, `%sx cmd`; all of a cell behind `%%bash`. */
function readMagics(code: string): readonly string[] {
  const cell = /^\s*%%(?:bash|sh|script\s+\S+|sx|system|!)[^\n]*\n([\s\S]*)/.exec(code)?.[1];
  if (cell !== undefined) return [cell];
  return code.split("\n").flatMap((line) => {
    const text = /^\s*(?:[\w, ]{1,64}=\s*)?(?:!{1,2}|%(?:sx|system|sc)\s)(.*)$/.exec(line)?.[1];
    return text === undefined ? [] : [text];
  });
}

/** The code in `data:text/javascript,…`. */
function readDataUrl(value: string): string | undefined {
  const found = /^data:[^,]{0,128}(?=,)/.exec(value)?.[0];
  if (found === undefined) return undefined;
  const body = value.slice(found.length + 1);
  if (found.endsWith(";base64")) return `eval(atob(${JSON.stringify(body)}))`;
  return body.replaceAll(/%([\da-fA-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
