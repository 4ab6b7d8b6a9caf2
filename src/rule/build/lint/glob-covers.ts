import { canAlign } from "../../align.ts";
import { type GlobToken, isGlob, toTokens } from "../../glob.ts";

/**
 * Whether it is certain that `wide` matches every word that `narrow` does. Wildcards of `narrow` count only
 * where `wide` has one as wide; so a `false` proves nothing.
 */
export function globCovers(wide: string, narrow: string): boolean {
  if (wide === narrow) return true;
  if (!isGlob(wide) && !wide.includes("\\")) return false;
  const rows = toTokens(wide);
  const columns = toTokens(narrow);
  return canAlign({
    rows: rows.length,
    columns: columns.length,
    fits: (row, column) => tokenCovers(rows[row], columns[column]),
    skipsRow: (row) => rows[row]?.kind === "star",
    skipsColumn: (row) => rows[row]?.kind === "star",
  });
}

/** Every one of `narrow` is covered by some one of `wide`. */
export function globsCover(wide: readonly string[], narrow: readonly string[]): boolean {
  return narrow.every((glob) => wide.some((other) => globCovers(other, glob)));
}

/** One element for one character; a star is not for one, and is passed over instead. */
function tokenCovers(wide: GlobToken | undefined, narrow: GlobToken | undefined): boolean {
  if (wide === undefined || narrow === undefined || narrow.kind === "star") return false;
  if (wide.kind === "any") return true;
  if (wide.kind === "char") return narrow.kind === "char" && wide.char === narrow.char;
  return wide.kind === "class" && narrow.kind === "class" && wide.body === narrow.body;
}

/** What is known of the elements of a row. */
interface ElementKind<T> {
  /** It stands for any number of things. */
  readonly isAnyNumber: (element: T) => boolean;
  /** Both stand for one thing, and whatever the second is, the first is too. */
  readonly covers: (wide: T, narrow: T) => boolean;
}

/** The same for rows of elements, such as operands and segments. */
export function sequenceCovers<T>(
  wide: readonly T[],
  narrow: readonly T[],
  { isAnyNumber, covers }: ElementKind<T>,
): boolean {
  const isAnyAt = (row: number): boolean => {
    const element = wide[row];
    return element !== undefined && isAnyNumber(element);
  };
  return canAlign({
    rows: wide.length,
    columns: narrow.length,
    fits: (row, column) => {
      const [a, b] = [wide[row], narrow[column]];
      if (a === undefined || b === undefined || isAnyNumber(a) || isAnyNumber(b)) return false;
      return covers(a, b);
    },
    skipsRow: isAnyAt,
    skipsColumn: isAnyAt,
  });
}
