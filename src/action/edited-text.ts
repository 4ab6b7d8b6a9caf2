/** Where a text comes to stand in a file, and what is beside it on its first and last line. */
export interface EditPlace {
  /** From 1, as the column. */
  readonly line: number;
  readonly column: number;
  readonly before: string;
  readonly after: string;
}

/** A file whose edits are followed without being made. */
export class EditedText {
  #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /**
   * Puts `next` in the place of `old`, of the first of all places where it stands.
   *
   * @returns that place; `undefined` where `old` does not stand in what was read of the file.
   */
  replace(old: string, next: string, everywhere: boolean): EditPlace | undefined {
    const text = this.#text;
    const at = old === "" ? (text === "" ? 0 : -1) : text.indexOf(old);
    if (at < 0) return undefined;
    const lineStart = at === 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1;
    const end = at + old.length;
    const stop = text.indexOf("\n", end);
    const place = {
      line: countLines(text, lineStart) + 1,
      column: at - lineStart + 1,
      before: text.slice(Math.max(lineStart, at - MAX_BESIDE), at),
      after: text.slice(end, Math.min(stop < 0 ? text.length : stop, end + MAX_BESIDE)),
    };
    this.#text = everywhere
      ? text.replaceAll(old, () => next)
      : text.slice(0, at) + next + text.slice(end);
    return place;
  }
}

/** As much of a line is looked at on either side, in UTF-16 units. */
const MAX_BESIDE = 512;

function countLines(text: string, end: number): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0 && at < end; at = text.indexOf("\n", at + 1))
    count += 1;
  return count;
}
