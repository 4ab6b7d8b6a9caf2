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
    while (this.#isOption(at)) at += this.#readOption(at);
    if (this.#valueAt(at) === "--") at += 1;
    const program = this.#words[at];
    if (this.#code.length === 0 && program !== undefined) this.#addText(program.value);
    return this.#code.map((each) => ({ ...each, args: this.#assigned }));
  }

  #valueAt(at: number): string {
    return this.#words[at]?.value ?? "";
  }

  #isOption(at: number): boolean {
    const value = this.#valueAt(at);
    return value.startsWith("-") && value !== "-" && value !== "--";
  }

  /** @returns how many words the option takes. */
  #readOption(at: number): number {
    const value = this.#valueAt(at);
    const next = VALUED.test(value) ? this.#words[at + 1] : undefined;
    this.#readValue(value, next);
    return VALUED.test(value) ? 2 : 1;
  }

  #readValue(value: string, next: ShellWord | undefined): void {
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
