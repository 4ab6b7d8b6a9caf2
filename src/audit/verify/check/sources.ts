import type { CheckedLog } from "../checked-log.ts";
import type { Collection } from "../collection.ts";
import { toTime } from "../time.ts";

/** Delivery takes a minute or two; an hour later something is wrong. */
const LATE_MS = 60 * 60 * 1000;

/** Compares every two sources of one log: they must hold the same lines, and the longer one shows what is cut off. */
export function checkSources(
  logs: readonly CheckedLog[],
  now: number,
  collection: Collection,
): void {
  for (const same of Map.groupBy(logs, ({ unit }) => unit.log).values())
    for (const [index, one] of same.entries())
      for (const two of same.slice(index + 1)) {
        compareLines(one, two, collection);
        compareEnds(one, two, { now, collection });
        compareEnds(two, one, { now, collection });
      }
}

function compareLines(one: CheckedLog, two: CheckedLog, collection: Collection): void {
  const { table, faults } = collection;
  const [linesA, linesB] = [one.chain.lines, two.chain.lines];
  let [a, b] = [0, 0];
  while (a < linesA.length && b < linesB.length) {
    const [rowA, rowB] = [linesA[a] ?? 0, linesB[b] ?? 0];
    const [seq, other] = [table.seq(rowA), table.seq(rowB)];
    if (seq === other && table.tag(rowA) !== table.tag(rowB)) {
      const [at, place] = [collection.place(rowA), collection.place(rowB)];
      const message = "the two places have different lines with one number";
      const { log } = one.unit;
      faults.add({ kind: "forked", log, at, other: place, seqs: [seq, seq], message });
    }
    if (seq <= other) a += 1;
    if (other <= seq) b += 1;
  }
}

/** What is vouched for in one source and behind the end of the other. */
function compareEnds(
  shorter: CheckedLog,
  longer: CheckedLog,
  { now, collection }: { readonly now: number; readonly collection: Collection },
): void {
  const { table, faults } = collection;
  const last = shorter.chain.lines.at(-1);
  const lines = longer.chain.lines.subarray(0, longer.chain.sealed);
  const end = lines.at(-1);
  if (last === undefined || end === undefined || table.seq(last) >= table.seq(end)) return;
  const [seq, to] = [table.seq(last), table.seq(end)];
  const more = lines.findIndex((row) => table.seq(row) > seq);
  const since = table.at(lines[more] ?? end);
  const { source, log } = shorter.unit;
  const ends = `${source.name} ends with line ${seq}; ${longer.unit.source.name} has ${to - seq} more`;
  const isLocal = source.kind === "log";
  if (!isLocal && now - since < LATE_MS) {
    shorter.notes.push(`${ends} that are not delivered yet`);
    return;
  }
  const kind = isLocal ? "cut back" : "late";
  const message = `${ends}, sealed since ${toTime(since)}`;
  faults.add({ kind, log, at: collection.place(last), seqs: [seq + 1, to], message });
}
