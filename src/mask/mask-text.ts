/** A stretch of one string; see `Span`. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly label: string;
}

/**
 * The text with each stretch replaced by its label. Overlapping ones become one, under the first
 * one's label. A stretch that does not lie within the text was measured on another: then it is not
 * known what to mask, and the whole text becomes that label.
 */
export function maskText(text: string, stretches: readonly Stretch[]): string {
  const stray = stretches.find((stretch) => !liesWithin(stretch, text.length));
  if (stray !== undefined) return stray.label;
  const pieces: string[] = [];
  let position = 0;
  for (const { start, end, label } of mergeOverlaps(stretches)) {
    pieces.push(text.slice(position, start), label);
    position = end;
  }
  return pieces.join("") + text.slice(position);
}

function liesWithin({ start, end }: Stretch, length: number): boolean {
  const whole = Number.isInteger(start) && Number.isInteger(end);
  return whole && start >= 0 && start < end && end <= length;
}

function mergeOverlaps(stretches: readonly Stretch[]): readonly Stretch[] {
  const sorted = stretches.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const merged: Stretch[] = [];
  for (const next of sorted) {
    const last = merged.at(-1);
    if (last === undefined || next.start >= last.end) merged.push(next);
    else if (next.end > last.end) merged[merged.length - 1] = { ...last, end: next.end };
  }
  return merged;
}
