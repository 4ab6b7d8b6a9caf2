import { UNKNOWN } from "../../model/invocation.ts";
import { readEnvironment } from "../windows/environment.ts";

/** One command of a line, after its variables. */
export interface CmdCommand {
  /** Never empty. */
  readonly words: readonly string[];
  /** Files that its output goes to. */
  readonly targets: readonly string[];
  readonly start: number;
}

const VARIABLE = /([%!])([a-z_][\w()#$.-]{0,63})(?::([^%!\r\n]{1,128}))?\1/iy;

/** `%1`, `%*`, `%~dp0`, `%%i`: arguments and the variables of loops. */
const PARAMETER = /%%?(?:~[a-z]{0,8}\d|[\d*](?![\w%])|~?[a-z](?![\w%]))/iy;

/** Reads a source of cmd.exe command by command; the reader runs each before it goes on, as cmd does. */
export class CmdScanner {
  readonly #source: string;
  readonly #variables: ReadonlyMap<string, string>;
  #at = 0;
  #depth = 0;
  #isPiped = false;

  /** @param variables Lower case; grows meanwhile. */
  constructor(source: string, variables: ReadonlyMap<string, string>) {
    this.#source = source;
    this.#variables = variables;
  }

  /** Whether the command that `next` has found reads what the one before writes. */
  get isPiped(): boolean {
    return this.#isPiped;
  }

  /** What a sticky expression matches at the next command; it is taken. */
  take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#source) ?? undefined;
    if (found !== undefined) this.#at += found[0].length;
    return found;
  }

  /** What is left of the line, with the lines that its parentheses hold together. */
  takeRest(): string {
    const start = this.#at;
    let depth = 0;
    for (; this.#at < this.#source.length; this.#at += 1) {
      const char = this.#source.charAt(this.#at);
      if (char === "(") depth += 1;
      else if (char === ")") depth -= 1;
      if (depth < 0 || (char === "\n" && depth === 0)) break;
    }
    return this.#source.slice(start, this.#at);
  }

  /** Goes to where the next command begins; false at the end. */
  advance(): boolean {
    this.#isPiped = false;
    for (; this.#at < this.#source.length; this.#at += 1) {
      const char = this.#source.charAt(this.#at);
      if (char === "|") this.#isPiped = this.#source.charAt(this.#at - 1) !== "|" && !this.#isPiped;
      else if (char === "(") this.#depth += 1;
      else if (char === ")") this.#depth = Math.max(0, this.#depth - 1);
      else if (char === "&" || char === "\n") this.#isPiped = false;
      else if (!/[\s@;,=]/.test(char)) return true;
    }
    return false;
  }

  /** The command that begins here. */
  next(): CmdCommand {
    const words: string[] = [];
    const targets: string[] = [];
    const start = this.#at;
    while (!this.#isAtEnd()) {
      if (
        this.take(/[ \t\r;,]+|\^\r?\n/y) !== undefined ||
        this.take(/\d?>&\d|\d?<\s*/y) !== undefined
      )
        continue;
      if (this.take(/\d?>{1,2}\s*/y) !== undefined) targets.push(this.#readWord());
      else words.push(this.#readWord());
    }
    return { words, targets: targets.filter((target) => !/^nul:?$/i.test(target)), start };
  }

  #isAtEnd(): boolean {
    const char = this.#source.charAt(this.#at);
    return char === "" || "&|\n".includes(char) || (char === ")" && this.#depth > 0);
  }

  #readWord(): string {
    let word = "";
    let isQuoted = false;
    const from = this.#at;
    while (this.#at < this.#source.length && !this.#isWordEnd(isQuoted)) {
      const char = this.#source.charAt(this.#at);
      const value = "%!".includes(char) ? this.#readVariable() : undefined;
      if (value !== undefined) word += value;
      else {
        if (char === '"') isQuoted = !isQuoted;
        else word += char === "^" && !isQuoted ? this.#readEscaped() : char;
        this.#at += 1;
      }
    }
    if (this.#at === from) this.#at += 1;
    return word;
  }

  #isWordEnd(isQuoted: boolean): boolean {
    const char = this.#source.charAt(this.#at);
    return isQuoted ? char === "\n" : /[\s;,<>]/.test(char) || this.#isAtEnd();
  }

  #readEscaped(): string {
    this.#at += 1;
    return this.#source.charAt(this.#at);
  }

  #readVariable(): string | undefined {
    const found = this.take(VARIABLE);
    if (found === undefined) return this.take(PARAMETER) === undefined ? undefined : UNKNOWN;
    const [, , name = "", change] = found;
    const value = this.#variables.get(name.toLowerCase()) ?? readEnvironment(name) ?? UNKNOWN;
    return change === undefined ? value : changeValue(value, change);
  }
}

/** `%x:~1,3%` and `%x:a=b%`. */
function changeValue(value: string, change: string): string {
  if (value.includes(UNKNOWN)) return value;
  const part = /^~(-?\d{1,4})(?:,(-?\d{1,4}))?$/.exec(change);
  if (part !== null) {
    const from = value.slice(Number(part[1]));
    const count = part[2] === undefined ? from.length : Number(part[2]);
    return from.slice(0, count);
  }
  const at = change.indexOf("=");
  if (at < 1 || change.startsWith("*") || change.length > 64) return UNKNOWN;
  return value.slice(0, 4096).replaceAll(change.slice(0, at), () => change.slice(at + 1));
}
