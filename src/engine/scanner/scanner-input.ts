import type { TextSurface } from "../../model/action.ts";

/**
 * What stands before each text. Plain enough to match nothing, and long enough that no pattern reaches over it from one
 * text into the next.
 */
const BETWEEN = `\n${". ".repeat(40)}.\n`;

/** Scanners take a look at the first bytes and skip what they think is a picture, or unpack an archive. */
const BEFORE = BETWEEN.repeat(8);

/** A text, and where it stands in the input; UTF-16 units. */
export interface PlacedText {
  readonly surface: TextSurface;
  readonly start: number;
  readonly end: number;
}

/** All texts as one input: starting a scanner costs far more than a longer text. */
export interface ScannerInput {
  readonly input: string;
  /** In UTF-8. */
  readonly bytes: number;
  readonly texts: readonly PlacedText[];
}

/**
 * @param defused What a text may hold that would make the scanner look away, and what is put in its place; of the same
 * length, so that places stay.
 */
export function toScannerInput(
  surfaces: readonly TextSurface[],
  defused: readonly (readonly [string, string])[],
): ScannerInput {
  const pieces = [BEFORE];
  let at = BEFORE.length;
  const texts = surfaces.map((surface): PlacedText => {
    // What half a surrogate pair would be in UTF-8 is one unit long too.
    const text = defused.reduce(
      (said, [word, other]) => said.replaceAll(word, other),
      surface.text.toWellFormed(),
    );
    const start = at;
    pieces.push(text, BETWEEN);
    at += text.length + BETWEEN.length;
    return { surface, start, end: start + text.length };
  });
  const input = pieces.join("");
  return { input, bytes: Buffer.byteLength(input), texts };
}

/** Where the lines of the input that are asked for, from 1, begin and end; UTF-16 units. */
export class InputLines {
  readonly #input: string;
  readonly #starts: number[] = [0];

  constructor(input: string) {
    this.#input = input;
  }

  /** From the beginning of one line to the end of another. */
  stretch(first: number, last: number): { readonly start: number; readonly end: number } {
    const next = this.#startOf(last + 1);
    return { start: this.#startOf(first), end: next };
  }

  #startOf(line: number): number {
    while (this.#starts.length < line) {
      const before = this.#starts.at(-1) ?? 0;
      const newline = this.#input.indexOf("\n", before);
      if (newline < 0) return this.#input.length;
      this.#starts.push(newline + 1);
    }
    return this.#starts[line - 1] ?? 0;
  }
}
