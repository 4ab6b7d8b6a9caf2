import type { RowTable } from "../table/row-table.ts";

/** The rows of a unit by sequence number, then as they came. */
export function sortRows(table: RowTable, unit: number): Uint32Array {
  const rows = new Uint32Array(table.sizeOf(unit));
  let filled = 0;
  for (const row of table.rowsOf(unit)) {
    rows[filled] = row;
    filled += 1;
  }
  // Numbers of rows grow as they come.
  const compare = (a: number, b: number): number => table.seq(a) - table.seq(b) || a - b;
  const isSorted = rows.every((row, nth) => nth === 0 || compare(rows[nth - 1] ?? 0, row) < 0);
  return isSorted ? rows : rows.sort(compare);
}
