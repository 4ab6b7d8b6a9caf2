import { RuleError, RuleErrors } from "./rule-error.ts";

/** Runs every piece of work and returns the results. @throws RuleErrors with the mistakes of all of them. */
export function collect<T>(work: readonly (() => T)[]): T[] {
  const errors: RuleError[] = [];
  const results: T[] = [];
  for (const run of work) {
    try {
      results.push(run());
    } catch (error) {
      if (error instanceof RuleErrors) errors.push(...error.errors);
      else if (error instanceof RuleError) errors.push(error);
      else throw error;
    }
  }
  if (errors.length > 0) throw new RuleErrors(errors);
  return results;
}
