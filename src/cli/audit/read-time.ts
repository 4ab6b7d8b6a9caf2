import { UsageError } from "../usage-error.ts";

const TIME = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d))?$/;

/**
 * Milliseconds since the epoch of a time as ISO 8601 has it; a day alone begins at midnight UTC.
 *
 * @throws UsageError
 */
export function readTime(text: string, option: string): number {
  const time = TIME.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time))
    throw new UsageError(
      `${option}: "${text}" is no time; write 2026-11-27 or 2026-11-27T18:00:00Z`,
    );
  return time;
}
