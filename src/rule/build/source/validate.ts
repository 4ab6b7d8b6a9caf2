import type { z } from "zod";
import { nearest } from "./nearest.ts";
import type { PlacedSource } from "./placed-source.ts";
import { RuleError, RuleErrors } from "./rule-error.ts";

/**
 * The value of a file, validated.
 *
 * @param keys Every key that a rule file may have, for "did you mean".
 * @throws RuleErrors with one error for each mistake.
 */
export function validate<T>(
  source: PlacedSource,
  schema: z.ZodType<T>,
  keys: readonly string[],
): T {
  const result = schema.safeParse(source.value, { reportInput: false });
  if (result.success) return result.data;
  throw new RuleErrors(result.error.issues.flatMap((issue) => toErrors(issue, source, keys)));
}

function toErrors(
  issue: z.core.$ZodIssue,
  source: PlacedSource,
  keys: readonly string[],
): RuleError[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => {
      const meant = nearest(key, keys);
      const hint = meant === undefined ? "" : `, did you mean "${meant}"?`;
      return new RuleError(source.placeOfKey(issue.path, key), `unknown key "${key}"${hint}`);
    });
  }
  const where = issue.path.length === 0 ? "" : `${issue.path.join(".")}: `;
  return [new RuleError(source.placeOf(issue.path), `${where}${issue.message}`)];
}
