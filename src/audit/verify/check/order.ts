import type { Collection } from "../collection.ts";
import { FLAG } from "../row-table.ts";
import { LineFaults } from "./line-faults.ts";

/**
 * Whether lines stand in the order of their numbers, in the order in which they were read. In a forwarder's own log
 * they must; of delivered ones it is only counted. Lines that are there again are left out: they are marked before.
 */
export function checkOrder(collection: Collection): void {
  const { table, units } = collection;
  const latest = units.map(() => -1);
  for (let row = 0; row < table.size; row += 1) {
    if (table.is(row, FLAG.again)) continue;
    const index = table.unit(row);
    const unit = units[index];
    const before = latest[index] ?? -1;
    latest[index] = row;
    if (unit === undefined || before === -1 || table.seq(row) >= table.seq(before)) continue;
    unit.reordered += 1;
    if (unit.source.kind === "log") new LineFaults(unit, collection).reordered(row, before);
  }
}
