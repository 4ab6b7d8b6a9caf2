import type { RowTable } from "../row-table.ts";

/** Row numbers by unit, then sequence number, then as they came; and where each unit's begin and end. */
export function sortRows(table: RowTable, units: number): readonly Uint32Array[] {
  const rows = new Uint32Array(table.size);
  let isSorted = true;
  for (let row = 0; row < rows.length; row += 1) {
    rows[row] = row;
    isSorted &&= row === 0 || compareRows(table, row - 1, row) < 0;
  }
  if (!isSorted) rows.sort((a, b) => compareRows(table, a, b));
  return cutByUnit(rows, table, units);
}

function compareRows(table: RowTable, a: number, b: number): number {
  return table.unit(a) - table.unit(b) || table.seq(a) - table.seq(b) || a - b;
}

function cutByUnit(rows: Uint32Array, table: RowTable, units: number): readonly Uint32Array[] {
  const cut: Uint32Array[] = [];
  let start = 0;
  for (let unit = 0; unit < units; unit += 1) {
    let end = start;
    while (end < rows.length && table.unit(rows[end] ?? 0) === unit) end += 1;
    cut.push(rows.subarray(start, end));
    start = end;
  }
  return cut;
}
