import type { SecretRequirement } from "../../../model/rule.ts";

/** Where a match begins, as gitleaks counts: a file that is itself the match is at 0, 0. */
export interface Position {
  readonly line: number;
  /** Asked for only where columns matter: it costs more than the line. */
  readonly column: () => number;
}

type Limits = Pick<SecretRequirement, "withinLines" | "withinColumns">;

/**
 * Tells whether one of the positions is near enough. In one dimension a search finds the nearest one,
 * so that many matches of both rules do not cost their product.
 */
export function nearTo(
  positions: readonly Position[],
  { withinLines, withinColumns }: Limits,
): (position: Position) => boolean {
  if (withinLines === undefined && withinColumns === undefined) return () => positions.length > 0;
  if (withinColumns === undefined) {
    const lines = sortedOf(positions.map(({ line }) => line));
    return ({ line }) => hasWithin(lines, line, withinLines ?? 0);
  }
  if (withinLines === undefined) {
    const columns = sortedOf(positions.map(({ column }) => column()));
    return ({ column }) => hasWithin(columns, column(), withinColumns);
  }
  const places = positions.map(({ line, column }) => ({ line, column: column() }));
  return (position) =>
    places.some(
      ({ line, column }) =>
        Math.abs(line - position.line) <= withinLines &&
        Math.abs(column - position.column()) <= withinColumns,
    );
}

function sortedOf(numbers: readonly number[]): readonly number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/** Whether one of the rising numbers is at most `reach` away. */
function hasWithin(numbers: readonly number[], number: number, reach: number): boolean {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < number - reach) low = middle + 1;
    else high = middle;
  }
  return (numbers[low] ?? Infinity) <= number + reach;
}
