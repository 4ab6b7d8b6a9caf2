import type { Collection } from "../collection.ts";
import { FLAG } from "../table/block.ts";
import type { Unit } from "../unit.ts";
import { LineFaults } from "./line-faults.ts";

/**
 * Whether lines stand in the order of their numbers, in the order in which they were read. In a forwarder's own log
 * they must; of delivered ones it is only counted. Lines that are there again are left out: they are marked before.
 */
export function checkOrder(collection: Collection): void {
  for (const unit of collection.units) checkUnit(unit, collection);
}

function checkUnit(unit: Unit, collection: Collection): void {
  const { table } = collection;
  const faults = new LineFaults(unit, collection);
  let before: number | undefined;
  for (const row of table.rowsOf(unit.index)) {
    if (table.is(row, FLAG.again)) continue;
    if (before !== undefined && table.seq(row) < table.seq(before)) {
      unit.reordered += 1;
      if (unit.source.kind === "log") faults.reordered(row, before);
    }
    before = row;
  }
}
