import type { Location } from "../../model/action.ts";

/** Tells the line and column of offsets that come in rising order, in one pass over the text. */
export interface LineIndex {
  readonly locate: (offset: number) => Location;
}

/**
 * @param at where the text itself stands; its line and column, if any, are those of its first unit.
 */
export function indexLines(text: string, at: Location): LineIndex {
  let line = 1;
  let lineStart = 0;
  return {
    locate: (offset) => {
      let next = text.indexOf("\n", lineStart);
      while (next >= 0 && next < offset) {
        line += 1;
        lineStart = next + 1;
        next = text.indexOf("\n", lineStart);
      }
      const column = offset - lineStart + 1;
      return {
        field: at.field,
        line: (at.line ?? 1) + line - 1,
        column: line === 1 ? (at.column ?? 1) + column - 1 : column,
      };
    },
  };
}
