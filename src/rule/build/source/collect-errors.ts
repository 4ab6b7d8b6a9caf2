import { RuleError, RuleErrors } from "./rule-error.ts";

/** Runs every piece of work and returns the results. @throws RuleErrors with the mistakes of all of them. */
export function collect<T>(work: readonly (() => T)[]): T[] {
  const errors: RuleError[] = [];
  const results = work.flatMap((run) => attempt(run, errors));
  if (errors.length > 0) throw new RuleErrors(errors);
  return results;
}

/** Runs two pieces of different work. @throws RuleErrors with the mistakes of both. */
export function collectBoth<A, B>(first: () => A, second: () => B): readonly [A, B] {
  const errors: RuleError[] = [];
  const [one] = attempt(() => ({ result: first() }), errors);
  const [other] = attempt(() => ({ result: second() }), errors);
  if (one === undefined || other === undefined) throw new RuleErrors(errors);
  return [one.result, other.result];
}

function attempt<T>(run: () => T, errors: RuleError[]): [T] | [] {
  try {
    return [run()];
  } catch (error) {
    if (error instanceof RuleErrors) errors.push(...error.errors);
    else if (error instanceof RuleError) errors.push(error);
    else throw error;
    return [];
  }
}
