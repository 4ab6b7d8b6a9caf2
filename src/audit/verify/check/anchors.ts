import type { Anchor } from "../anchor.ts";
import { type CheckedLog, findLine } from "../checked-log.ts";
import type { Collection } from "../collection.ts";

/** Whether logs still hold the lines that they are known to have held. */
export function checkAnchors(
  anchors: readonly Anchor[],
  logs: readonly CheckedLog[],
  collection: Collection,
): void {
  for (const anchor of anchors) {
    const holders = logs.filter(({ unit }) => unit.log === anchor.log);
    if (holders.length > 0) for (const log of holders) checkAnchor(anchor, log, collection);
    else {
      const { log, seq, time } = anchor;
      const message = `nothing of this log is here; it had line ${seq} (${time})`;
      collection.faults.add({ kind: "cut back", log, seqs: [seq, seq], message });
    }
  }
}

function checkAnchor(anchor: Anchor, { unit, chain }: CheckedLog, collection: Collection): void {
  const { table, faults } = collection;
  const { seq, hash, time, log } = anchor;
  const [first] = chain.lines;
  const last = chain.lines.at(-1);
  if (first === undefined || last === undefined) return;
  const row = findLine(chain.lines, seq, (each) => table.seq(each));
  const fault = { log, at: collection.place(row ?? last), seqs: [seq, seq] } as const;
  if (row !== undefined && !table.hasHash(row, hash)) {
    const message = `is not the line that was here when the anchor was saved (sealed ${time})`;
    faults.add({ ...fault, kind: "forked", message });
  }
  if (seq <= table.seq(last)) return;
  const gone = `line ${seq} (${time}) was there when the anchor was saved`;
  const message = `${unit.source.name} ends with line ${table.seq(last)}; ${gone}`;
  faults.add({ ...fault, kind: "cut back", message });
}
