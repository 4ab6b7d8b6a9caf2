import { braceExpand } from "minimatch";
import type { PlacedSource } from "../source/placed-source.ts";
import { RuleError, RuleErrors } from "../source/rule-error.ts";

const MAX_CHARS = 1000;
const MAX_ALTERNATIVES = 200;

/**
 * Holds a file that anyone may have written to what a person writes: it is compiled in every call, and braces can
 * stand for far more than they take to write.
 *
 * @throws RuleErrors at each text that is too long, or stands for too many.
 */
export function refuseExcess(source: PlacedSource): void {
  const errors = findExcess(source.value, []).map(
    ({ path, problem }) => new RuleError(source.placeOf(path), problem),
  );
  if (errors.length > 0) throw new RuleErrors(errors);
}

interface Excess {
  readonly path: readonly PropertyKey[];
  readonly problem: string;
}

/** The value has passed a schema, and so is shallow. */
function findExcess(value: unknown, path: readonly PropertyKey[]): Excess[] {
  if (Array.isArray(value))
    return value.flatMap((item, index) => findExcess(item, [...path, index]));
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([key, item]) => findExcess(item, [...path, key]));
  }
  const problem = typeof value === "string" ? describe(value) : undefined;
  return problem === undefined ? [] : [{ path, problem }];
}

function describe(text: string): string | undefined {
  if (text.length > MAX_CHARS) return `a text may have ${MAX_CHARS} characters: split it up`;
  if (!text.includes("{")) return undefined;
  const count = braceExpand(text, { braceExpandMax: MAX_ALTERNATIVES + 1 }).length;
  return count > MAX_ALTERNATIVES
    ? `its braces stand for more than ${MAX_ALTERNATIVES} texts: use a wildcard`
    : undefined;
}
