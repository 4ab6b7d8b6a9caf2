import type { Collection } from "../collection.ts";
import type { Place } from "../finding.ts";

/** Lines that no signature vouches for yet. */
export interface Unsealed {
  readonly lines: number;
  readonly seqs: readonly [number, number];
  /** Earliest and latest time of sealing. */
  readonly from: number;
  readonly to: number;
  /** The first of them. */
  readonly at: Place;
}

/** @param rows In order; `undefined` when there are none. */
export function describeUnsealed(rows: Uint32Array, collection: Collection): Unsealed | undefined {
  const { table } = collection;
  const [first] = rows;
  if (first === undefined) return undefined;
  let [from, to] = [Infinity, -Infinity];
  for (const row of rows) {
    from = Math.min(from, table.at(row));
    to = Math.max(to, table.at(row));
  }
  const seqs = [table.seq(first), table.seq(rows.at(-1) ?? first)] as const;
  return { lines: rows.length, seqs, from, to, at: collection.place(first) };
}
