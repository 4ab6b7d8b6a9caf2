/** Up to here each millisecond has a place of its own; above, 1 % does. */
const EXACT = 1000;
const GROWTH = Math.log(1.01);
const PLACES = 4000;

/** Durations in milliseconds, counted in bounded memory: percentiles are exact below a second, to 1 % above. */
export class Histogram {
  readonly #counts = new Float64Array(PLACES);
  #total = 0;
  #max = 0;

  /** @param milliseconds Below zero counts as zero. */
  add(milliseconds: number): void {
    const value = Math.max(0, milliseconds);
    const place = Math.min(PLACES - 1, toPlace(value));
    this.#counts[place] = (this.#counts[place] ?? 0) + 1;
    this.#total += 1;
    this.#max = Math.max(this.#max, value);
  }

  get total(): number {
    return this.#total;
  }

  get max(): number {
    return this.#max;
  }

  /** @param share Between 0 and 1. */
  percentile(share: number): number {
    let left = Math.ceil(this.#total * share);
    for (const [place, count] of this.#counts.entries()) {
      left -= count;
      if (left <= 0 && count > 0) return Math.min(this.#max, toValue(place));
    }
    return this.#max;
  }
}

function toPlace(value: number): number {
  if (value < EXACT) return Math.floor(value);
  return EXACT + Math.floor(Math.log(value / EXACT) / GROWTH);
}

/** The upper end of a place. */
function toValue(place: number): number {
  if (place < EXACT) return place;
  return Math.round(EXACT * Math.exp((place - EXACT + 1) * GROWTH));
}
