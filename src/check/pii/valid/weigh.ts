/** The sum of the digits, each weighed by its place; what has no weight does not count. */
export function weigh(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, place) => sum + weight * Number(digits[place] ?? 0), 0);
}
