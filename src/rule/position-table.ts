import type { Positions, PositionTable } from "../model/bundle.ts";

/** Whether a key can stand in a table: what ends keys and entries cannot be in it. */
export function canBeKey(key: string): boolean {
  return !/[\t\n]/.test(key);
}

/** A table of these entries, whose keys can stand in one. */
export function toTable(
  entries: Iterable<readonly [key: string, positions: Positions]>,
): PositionTable {
  return [...entries].map(([key, positions]) => `\n${key}\t${positions}`).join("");
}

/** The positions of a key; empty when it is not there. A key with a tab or newline in it is in no table. */
export function positionsOf(table: PositionTable, key: string): Positions {
  const entry = `\n${key}\t`;
  const at = canBeKey(key) ? table.indexOf(entry) : -1;
  if (at < 0) return "";
  const end = table.indexOf("\n", at + entry.length);
  return table.slice(at + entry.length, end < 0 ? undefined : end);
}

/** The positions of every key. */
export function allPositions(table: PositionTable): Positions[] {
  return table
    .split("\n")
    .slice(1)
    .map((entry) => entry.slice(entry.indexOf("\t") + 1));
}
