import { NO_LINE } from "../../seal/sealed-line.ts";
import type { Anchor } from "../anchor.ts";
import { type CheckedLog, findLine } from "../checked-log.ts";
import type { Collection } from "../collection.ts";
import { FLAG } from "../table/block.ts";

/** What may prove that a log that does not begin with line 0 goes on from somewhere. */
export interface Before {
  readonly anchors: readonly Anchor[];
  /** Every log, in every source. */
  readonly logs: readonly CheckedLog[];
  /** Whoever verifies knows that what he gave is not the whole. */
  readonly fromMiddle: boolean;
}

/** Whether a log begins as one does; or goes on from a line that is known. */
export function checkBeginning(log: CheckedLog, before: Before, collection: Collection): void {
  const { table } = collection;
  const [row] = log.chain.lines;
  if (row === undefined) return;
  if (table.seq(row) === 0) checkFirstLine(log, row, collection);
  else checkMiddle(log, { row, ...before }, collection);
}

function checkFirstLine({ unit }: CheckedLog, row: number, collection: Collection): void {
  const { table, faults } = collection;
  const fault = { log: unit.log, at: collection.place(row), seqs: [0, 0] } as const;
  if (!table.hasPrev(row, NO_LINE))
    faults.add({ ...fault, kind: "edited", message: "line 0 names a line before it" });
  if (!table.is(row, FLAG.signed))
    faults.add({ ...fault, kind: "forged", message: "a log begins with a signed start" });
}

function checkMiddle(
  { unit, notes }: CheckedLog,
  before: Before & { readonly row: number },
  collection: Collection,
): void {
  const { table, faults } = collection;
  const { row, anchors, logs, fromMiddle } = before;
  const { log } = unit;
  const seq = table.seq(row);
  const isKnown = (each: Anchor): boolean => each.log === log && each.seq === seq - 1;
  if (anchors.some((each) => isKnown(each) && table.hasPrev(row, each.hash))) {
    notes.push(`goes on from the anchor at line ${seq - 1}`);
    return;
  }
  const holder = logs.find((each) => isHolder(each, { log, seq, row }, collection));
  if (holder !== undefined) {
    notes.push(`begins with line ${seq}; the one before it is in ${holder.unit.source.name}`);
    return;
  }
  if (fromMiddle) {
    notes.push(`begins with line ${seq}: nothing is proven of the ${seq} lines before it`);
    return;
  }
  const message =
    "the log does not begin here (--from-middle if that is meant, --anchor to go on from a known line)";
  faults.add({ kind: "missing", log, other: collection.place(row), seqs: [0, seq - 1], message });
}

function isHolder(
  { unit, chain }: CheckedLog,
  line: { readonly log: string; readonly seq: number; readonly row: number },
  { table }: Collection,
): boolean {
  if (unit.log !== line.log) return false;
  const row = findLine(chain.lines, line.seq - 1, (each) => table.seq(each));
  return row !== undefined && table.isLinked(row, line.row);
}
