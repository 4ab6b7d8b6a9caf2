import { type CheckedLog, findLine } from "../checked-log.ts";
import type { Collection } from "../collection.ts";
import type { Unit } from "../unit.ts";

/** Who has signed a log: someone who is trusted, and for the machine that the log says it is of. */
export function checkSigner(
  unit: Unit,
  signedRow: number | undefined,
  collection: Collection,
): void {
  const { faults } = collection;
  const { finder, machine, claimedKey, log } = unit;
  const key = finder.found;
  if (key === undefined) {
    if (signedRow === undefined || !finder.hasKeys) return;
    const claim = claimedKey === undefined ? "" : `; it names the key ${claimedKey}`;
    const message = `is signed, but with none of the keys that are trusted${claim}`;
    faults.add({ kind: "forged", log, at: collection.place(signedRow), message });
    return;
  }
  const { host } = key;
  if (host === undefined || machine === undefined || isSameMachine(host, machine)) return;
  const message = `says that it is of the machine ${machine}, and is signed with the key of ${host}`;
  faults.add({ kind: "forged", log, message });
}

/** `web-1` and `web-1.example.com` are one. */
function isSameMachine(one: string, two: string): boolean {
  const [a, b] = [one.toLowerCase(), two.toLowerCase()];
  return a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
}

/** A log that began after a damaged one says how far that one went: it must still hold that line. */
export function checkSuccession(logs: readonly CheckedLog[], collection: Collection): void {
  const { table, faults } = collection;
  for (const { unit, notes } of logs) {
    const { after } = unit;
    if (after === undefined) continue;
    notes.push(`began after the log ${after.log}, damaged behind line ${after.seq}`);
    for (const { chain, unit: old } of logs) {
      if (old.log !== after.log) continue;
      const row = findLine(chain.lines, after.seq, (each) => table.seq(each));
      if (row !== undefined && table.hasHash(row, after.head)) continue;
      const fault = { log: old.log, seqs: [after.seq, after.seq] } as const;
      const said = `the log that goes on from it (${unit.log}) says that it had line ${after.seq}`;
      if (row === undefined) faults.add({ ...fault, kind: "cut back", message: said });
      else faults.add({ ...fault, kind: "forked", message: `${said}, and it was another one` });
    }
  }
}
