import { UNKNOWN } from "../../model/invocation.ts";
import { canAlign } from "../../rule/align.ts";
import { type GlobToken, isInClass, toTokens } from "../../rule/glob.ts";

/**
 * Whether a text of which parts are unknown could be what a glob names. An unknown part is one part: it holds no
 * slash and no colon, unless it is the last. Cost: the product of the two lengths.
 */
export function mayName(glob: string, text: string): boolean {
  const wanted = toTokens(glob);
  const isUnknown = (column: number) => text[column] === UNKNOWN;
  const isStar = (row: number) => wanted[row]?.kind === "star";
  const holds = (row: number, column: number) =>
    column === text.length - 1 || !isJoint(wanted[row]);
  return canAlign({
    rows: wanted.length,
    columns: text.length,
    fits: (row, column) =>
      isUnknown(column) ? holds(row, column) : standsFor(wanted[row], text.charAt(column)),
    skipsRow: (row, column) => isStar(row) || (isUnknown(column) && holds(row, column)),
    skipsColumn: (row, column) => isStar(row) || isUnknown(column),
  });
}

function isJoint(token: GlobToken | undefined): boolean {
  return token?.kind === "char" && (token.char === "/" || token.char === ":");
}

function standsFor(token: GlobToken | undefined, char: string): boolean {
  switch (token?.kind) {
    case "char":
      return token.char === char;
    case "class":
      return isInClass(token.body, char);
    case "star":
    case "any":
      return true;
    case undefined:
      return false;
  }
}
