import type { Chain } from "./check/chain.ts";
import type { Unit } from "./unit.ts";

/** One log in one source, with what its chain proves. */
export interface CheckedLog {
  readonly unit: Unit;
  readonly chain: Chain;
  /** Said beside the faults: what is as it may be, but should be known. */
  readonly notes: string[];
  /** Why the log is not proven though nothing in it is wrong. */
  readonly doubts: string[];
}

/** The row of a line, by its number in the log. */
export function findLine(
  lines: Uint32Array,
  seq: number,
  seqOf: (row: number) => number,
): number | undefined {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (seqOf(lines[middle] ?? 0) < seq) low = middle + 1;
    else high = middle;
  }
  const row = lines[low];
  return row !== undefined && seqOf(row) === seq ? row : undefined;
}
