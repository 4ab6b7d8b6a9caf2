/** A time of a log as it is shown: UTC, to the second. What no calendar has is shown as it is. */
export function toTime(milliseconds: number): string {
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime())) return String(milliseconds);
  return date.toISOString().replace(/\.\d+Z$/, "Z");
}
