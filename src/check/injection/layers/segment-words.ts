import { placeOf } from "./known-words.ts";

/** So much does a word cost beside what its place in the list does: of two readings the one of fewer words is likelier. */
const PER_WORD = 6;
/** A letter that is in no known word costs more than any word of three. */
const PER_STRAY_LETTER = 16;
/** Few words are longer. */
const LONGEST = 15;

/** A run of letters as words. */
export interface Segmented {
  readonly words: readonly string[];
  /** Letters that are in no known word. */
  readonly stray: number;
}

/** The likeliest way to cut a run of letters into words. What is no word stays in one piece. Linear in the run. */
export function segmentWords(run: string): Segmented {
  const costs = new Float64Array(run.length + 1).fill(Infinity);
  const lengths = new Int8Array(run.length + 1);
  costs[0] = 0;
  const offer = (end: number, cost: number, length: number) => {
    if (cost >= (costs[end] ?? 0)) return;
    costs[end] = cost;
    lengths[end] = length;
  };
  for (let start = 0; start < run.length; start += 1) {
    const before = costs[start] ?? 0;
    offer(start + 1, before + PER_STRAY_LETTER, 0);
    const longest = Math.min(LONGEST, run.length - start);
    for (let length = 1; length <= longest; length += 1) {
      const place = placeOf(run.slice(start, start + length));
      if (place !== undefined) offer(start + length, before + costOf(place), length);
    }
  }
  return cutAt(run, lengths);
}

function costOf(place: number): number {
  return PER_WORD + Math.log2(place + 2) / 2;
}

/** @param lengths of the word that ends at each place; 0 where a stray letter does */
function cutAt(run: string, lengths: Int8Array): Segmented {
  const words: string[] = [];
  let stray = 0;
  let strayEnd = run.length;
  for (let at = run.length; at > 0;) {
    const length = lengths[at] ?? 0;
    if (length === 0) {
      stray += 1;
      at -= 1;
    }
    if ((length > 0 || at === 0) && strayEnd > at) words.push(run.slice(at, strayEnd));
    if (length > 0) {
      words.push(run.slice(at - length, at));
      at -= length;
      strayEnd = at;
    }
  }
  return { words: words.toReversed(), stray };
}
