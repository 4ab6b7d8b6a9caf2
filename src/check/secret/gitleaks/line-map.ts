import type { Stretch } from "./dialect.ts";

/** Lines and columns of a text as gitleaks counts them. */
export interface LineMap {
  /** The line that an offset stands on, from 1. A line break belongs to the line that it begins. */
  readonly lineAt: (offset: number) => number;
  /** The column in bytes, from 1 in the first line and from 2 in the others, as gitleaks tells it. */
  readonly columnAt: (offset: number) => number;
  /**
   * The lines that a stretch stands on, with the line break before them. In a last line that no line
   * break ends, gitleaks takes everything before it too.
   */
  readonly lineOf: (stretch: Stretch) => string;
}

/** The lines of a text, looked for when first asked about. */
export function mapLines(text: string): LineMap {
  let found: readonly number[] | undefined;
  const breaks = (): readonly number[] => (found ??= findBreaks(text));
  let isAscii: boolean | undefined;
  const bytesOf = (start: number, end: number): number => {
    isAscii ??= Buffer.byteLength(text) === text.length;
    return isAscii ? end - start : Buffer.byteLength(text.slice(start, end));
  };
  const lineAt = (offset: number): number => {
    // Gitleaks counts an empty match at the end of a single line to the line after it.
    if (breaks().length === 0) return offset < text.length ? 1 : 2;
    return countUpTo(breaks(), offset) + 1;
  };
  return {
    lineAt,
    columnAt: (offset) => {
      const before = breaks()[countUpTo(breaks(), offset) - 1] ?? 0;
      return bytesOf(before, offset) + 1;
    },
    lineOf: (stretch) => lineOf(text, breaks(), stretch),
  };
}

function findBreaks(text: string): readonly number[] {
  const breaks: number[] = [];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) breaks.push(at);
  return breaks;
}

/** How many of the rising offsets are at most `limit`. */
function countUpTo(offsets: readonly number[], limit: number): number {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function lineOf(text: string, breaks: readonly number[], { start, end }: Stretch): string {
  const first = countUpTo(breaks, start);
  const stop = breaks[first];
  if (stop === undefined) {
    if (breaks.length === 0 && start < text.length) return text;
    const after = text.slice(end).search(/[\r\n]/);
    return text.slice(0, after < 0 ? text.length : end + after);
  }
  const last = breaks[Math.max(countUpTo(breaks, end - 1), first)] ?? stop;
  return text.slice(first === 0 ? 0 : breaks[first - 1], Math.max(last, end));
}
