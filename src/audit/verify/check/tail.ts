import type { CheckedLog } from "../checked-log.ts";
import type { Collection } from "../collection.ts";

/** A checkpoint follows at the latest 1,000 records later; twice as many lines leave room for the forwarder's own. */
const MAX_UNSEALED_LINES = 2000;

/** More lines after the last checkpoint than a forwarder leaves there. */
export function checkTail({ unit, chain }: CheckedLog, collection: Collection): void {
  const { table, faults } = collection;
  const lines = chain.lines.length - chain.sealed;
  const first = chain.lines[chain.sealed];
  const last = chain.lines.at(-1);
  if (chain.sealed === 0 || lines <= MAX_UNSEALED_LINES) return;
  if (first === undefined || last === undefined) return;
  const message = `${lines} lines without a checkpoint: a forwarder signs after 1,000 records`;
  const seqs = [table.seq(first), table.seq(last)] as const;
  faults.add({ kind: "forged", log: unit.log, at: collection.place(first), seqs, message });
}
