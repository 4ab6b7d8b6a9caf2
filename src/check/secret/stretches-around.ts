/**
 * The stretches of a text around each spot that a pattern finds, `reach` UTF-16 units to either side,
 * overlapping ones as one. Looks for the next spot only past the middle of the stretch that this one
 * has, so the cost is bounded.
 *
 * @param spot a global pattern without nesting; its `lastIndex` is used
 */
export function stretchesAround(text: string, spot: RegExp, reach: number): readonly string[] {
  const stretches: string[] = [];
  let start = 0;
  let end = 0;
  spot.lastIndex = 0;
  for (let found = spot.exec(text); found; found = spot.exec(text)) {
    if (found.index - reach > end) {
      if (end > 0) stretches.push(text.slice(start, end));
      start = found.index - reach;
    }
    end = found.index + reach;
    spot.lastIndex = Math.max(spot.lastIndex, found.index + reach / 2);
  }
  return end > 0 ? [...stretches, text.slice(start, end)] : [];
}
