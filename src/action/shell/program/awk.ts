import type { ShellWord } from "../../../model/invocation.ts";
import type { Inner, Wrapper } from "../call.ts";

/** Options that take the next word where nothing is joined to them. */
const VALUED = /^-[FvfeEilLDo]$|^--(?:field-separator|assign|file|source|include|load|exec)$/;

const STDIN = new Set(["-", "/dev/stdin"]);

/** awk: its program is the first operand, or stands behind `-e`, or in the files of `-f`. */
export const awk: Wrapper = {
  names: ["awk", "gawk", "mawk", "nawk", "original-awk", "goawk"],
  unwrap: ({ words }) => new Line(words).read(),
};

class Line {
  readonly #words: readonly ShellWord[];
  readonly #assigned: string[] = [];
  readonly #code: Extract<Inner, { kind: "code" }>[] = [];

  constructor(words: readonly ShellWord[]) {
    this.#words = words;
  }

  read(): readonly Inner[] {
    let at = 1;
    for (; at < this.#words.length; at += 1) {
      const value = this.#words[at]?.value ?? "";
      if (value === "--" || !value.startsWith("-") || value === "-") break;
      const isSeparate = VALUED.test(value);
      this.#readOption(value, isSeparate ? this.#words[at + 1] : undefined);
      if (isSeparate) at += 1;
    }
    if (this.#words[at]?.value === "--") at += 1;
    const program = this.#words[at];
    if (this.#code.length === 0 && program !== undefined) this.#addText(program.value);
    return this.#code.map((each) => ({ ...each, args: this.#assigned }));
  }

  #readOption(value: string, next: ShellWord | undefined): void {
    const name = value.startsWith("--") ? (value.split("=", 1)[0] ?? "") : value.slice(0, 2);
    const joined = value.slice(name.length).replace(/^=/, "");
    const given = next ?? { text: joined, value: joined, certainty: "known" };
    if (name === "-v" || name === "--assign") this.#assigned.push(given.value);
    else if (name === "-e" || name === "--source") this.#addText(given.value);
    else if (/^(?:-f|-E|--file|--exec)$/.test(name)) this.#addFile(given);
  }

  #addText(text: string): void {
    this.#code.push({ kind: "code", option: "-e", text });
  }

  #addFile(file: ShellWord): void {
    this.#code.push({ kind: "code", option: "-e", ...(!STDIN.has(file.value) && { file }) });
  }
}
