import type { Certainty, ShellWord } from "../../../model/invocation.ts";
import { UNKNOWN } from "../../../model/invocation.ts";

const GLOB = /[*?[]/;

/** The separators of the shell's word splitting when the line has not set `IFS`. */
export const DEFAULT_IFS = " \t\n";

/**
 * Collects the words that one written word becomes: quoted text stays together, unquoted
 * expansions are split where the shell would split them.
 */
export class Fields {
  readonly #text: string;
  readonly #words: ShellWord[] = [];
  #value = "";
  #started = false;
  #glob = false;

  /** @param text the word as written, which every word it becomes carries. */
  constructor(text: string) {
    this.#text = text;
  }

  /** Text that the shell takes as it is. */
  addText(value: string): void {
    this.#value += value;
    this.#started = true;
  }

  /** A pattern that the shell expands against the disk. */
  addGlob(value: string): void {
    this.addText(value);
    this.#glob = true;
  }

  /** The value of an unquoted expansion. */
  addSplit(value: string, separators: string): void {
    let start = 0;
    for (let at = 0; at <= value.length; at += 1) {
      if (at < value.length && !separators.includes(value.charAt(at))) continue;
      this.#addUnquoted(value.slice(start, at));
      if (at < value.length) this.endWord();
      start = at + 1;
    }
  }

  /** Ends the word here; the next text begins another. */
  endWord(): void {
    if (this.#started) this.#words.push(this.#toWord());
    this.#value = "";
    this.#started = false;
    this.#glob = false;
  }

  toWords(): readonly ShellWord[] {
    this.endWord();
    return this.#words;
  }

  #addUnquoted(value: string): void {
    if (value === "") return;
    this.addText(value);
    if (GLOB.test(value)) this.#glob = true;
  }

  #toWord(): ShellWord {
    const value = this.#value;
    const certainty: Certainty = value.includes(UNKNOWN)
      ? "dynamic"
      : this.#glob
        ? "glob"
        : "known";
    return { text: this.#text, value, certainty };
  }
}

/** A word that is exactly `value`, for words that no source has written. */
export function toKnownWord(value: string): ShellWord {
  return { text: value, value, certainty: value.includes(UNKNOWN) ? "dynamic" : "known" };
}
