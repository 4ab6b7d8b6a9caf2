import type { CompiledBundle, RuleBundle } from "../../../model/bundle.ts";
import { runExamples } from "../examples/run-examples.ts";
import { RuleError, RuleErrors } from "../source/rule-error.ts";
import { compileRepositoryRules } from "./compile-repository-rules.ts";

/**
 * A repository's `.claude/toolgate.yaml`, validated against the company's rules, compiled and held to its own
 * examples. What `toolgate rules lint FILE` and `rules test FILE` call; a hook compiles without the examples.
 *
 * @param file Name of the file as errors show it.
 * @throws RuleErrors with file, line and column of every mistake.
 */
export function buildRepositoryRules(
  text: string,
  file: string,
  company: RuleBundle,
): CompiledBundle {
  const { bundle, rules } = compileRepositoryRules(text, file, company);
  const errors = runExamples(rules, bundle).flatMap(({ rule, problem, place }) =>
    problem === undefined ? [] : [new RuleError(place, `${rule}: this example ${problem}`)],
  );
  if (errors.length > 0) throw new RuleErrors(errors);
  return bundle;
}
