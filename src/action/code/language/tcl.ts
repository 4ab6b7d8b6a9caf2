import { UNKNOWN } from "../../../model/invocation.ts";
import {
  MAX_CODE_DEPTH,
  MAX_CODE_UNITS,
  MAX_EFFECTS,
  MAX_INNER_UNITS,
  MAX_TEXT_UNITS,
} from "../bounds.ts";
import type { Effect } from "../effect.ts";
import { readTclCommands, type TclWord } from "../lex/tcl.ts";
import { isWaitingShell } from "../meaning/processes.ts";

/** What a Tcl or expect script does. Everything in it is a command of words; linear in the code. */
export function examineTcl(code: string): readonly Effect[] {
  return new TclExamination().examine(code.slice(0, MAX_CODE_UNITS));
}

class TclExamination {
  readonly #effects: Effect[] = [];
  readonly #variables = new Map<string, string>();
  #units = MAX_INNER_UNITS;
  #depth = 0;
  #socket: { host: string; port: string; isServer: boolean } | undefined;
  #hasShell = false;

  examine(code: string): readonly Effect[] {
    this.#run(code);
    if (this.#socket === undefined || !this.#hasShell) return this.#effects;
    return [{ kind: "shell on socket", ...this.#socket }, ...this.#effects];
  }

  #run(code: string): void {
    this.#units -= code.length;
    if (this.#units < 0 || this.#depth >= MAX_CODE_DEPTH) return;
    this.#depth += 1;
    for (const words of readTclCommands(code)) this.#runCommand(words);
    this.#depth -= 1;
  }

  #runCommand(words: readonly TclWord[]): void {
    const values = words.map((word) => this.#valueOf(word));
    const [name = "", ...rest] = values;
    // The bodies of `if`, `proc`, `while` and `expect` stand in braces.
    for (const [at, { isBraced, text }] of words.entries())
      if (isBraced && (name !== "set" || at < 2) && /[\s[]/.test(text)) this.#run(text);
    this.#tell(name, rest);
  }

  #valueOf({ text, isBraced, codes }: TclWord): string {
    for (const code of codes) this.#run(code);
    if (isBraced) return text;
    let room = MAX_TEXT_UNITS;
    return text
      .replaceAll(/\$(?:::)?env\((\w{1,64})\)/g, (_, name: string) =>
        name === "HOME" ? "~" : UNKNOWN,
      )
      .replaceAll(/\$(?:\{(\w{1,64})\}|(\w{1,64}))/g, (_, braced?: string, plain?: string) => {
        const value = this.#variables.get(braced ?? plain ?? "") ?? UNKNOWN;
        room -= value.length;
        return room < 0 ? UNKNOWN : value;
      });
  }

  #emit(effect: Effect): void {
    if (this.#effects.length < MAX_EFFECTS) this.#effects.push(effect);
  }

  #tell(name: string, rest: readonly string[]): void {
    const [first = "", second] = rest;
    switch (name) {
      case "set":
        if (second !== undefined) this.#variables.set(first, second);
        return;
      case "exec":
      case "spawn":
        return this.#spawn(
          rest.filter((word) => !/^-(?:noecho|ignorestderr|keepnewline|-)$/.test(word)),
        );
      case "system":
      case "eval":
        if (name === "system") this.#emit({ kind: "runs", text: rest.join(" ") });
        else this.#run(rest.join(" "));
        return;
      case "open":
        if (first.startsWith("|")) return this.#spawn(first.slice(1).trim().split(/\s+/));
        return this.#emit({ kind: /[wa+]/.test(second ?? "") ? "writes" : "reads", path: first });
      case "socket":
        this.#socket = {
          host: rest.at(-2) ?? UNKNOWN,
          port: rest.at(-1) ?? UNKNOWN,
          isServer: first === "-server",
        };
        return;
      case "cd":
        return this.#emit({ kind: "does", words: ["cd", first] });
      case "file":
        return this.#tellFile(
          first,
          rest.slice(1).filter((word) => !word.startsWith("-")),
        );
      default:
    }
  }

  #tellFile(verb: string, paths: readonly string[]): void {
    if (verb === "delete")
      for (const path of paths) this.#emit({ kind: "deletes", path, isRecursive: true });
    const program =
      verb === "copy" ? "cp" : verb === "rename" ? "mv" : verb === "mkdir" ? "mkdir" : "";
    if (program !== "") this.#emit({ kind: "does", words: [program, ...paths] });
  }

  #spawn(words: readonly string[]): void {
    if (words.length === 0) return;
    if (isWaitingShell(words.join(" "))) this.#hasShell = true;
    this.#emit({ kind: "spawns", words });
  }
}
