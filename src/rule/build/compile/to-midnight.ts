/** When a day (`YYYY-MM-DD`) begins: midnight UTC, in milliseconds since the epoch. */
export function toMidnight(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}
