/** How a word was misspelt: neighbours swapped or a letter doubled, a letter dropped, or any other single change. */
export type Slip = "swapped" | "dropped" | "other";

/** The slip that makes `written` of `meant`, if a single one does. */
export function slipBetween(written: string, meant: string): Slip | undefined {
  const longer = written.length - meant.length;
  if (longer > 1 || longer < -1 || written === meant) return undefined;
  const start = sharedStart(written, meant);
  if (longer === 0) return changeAt(start, written, meant);
  if (longer < 0) return written.slice(start) === meant.slice(start + 1) ? "dropped" : undefined;
  if (written.slice(start + 1) !== meant.slice(start)) return undefined;
  return written[start] === written[start - 1] ? "swapped" : "other";
}

function changeAt(start: number, written: string, meant: string): Slip | undefined {
  if (written.slice(start + 1) === meant.slice(start + 1)) return "other";
  const swapped =
    written.slice(0, start) +
    written.charAt(start + 1) +
    written.charAt(start) +
    written.slice(start + 2);
  return swapped === meant ? "swapped" : undefined;
}

function sharedStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}
