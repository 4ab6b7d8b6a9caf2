import type { CompiledBundle, RuleBundle } from "../../../model/bundle.ts";
import { runExamples } from "../examples/run-examples.ts";
import { refuseLies } from "../examples/refuse-lies.ts";
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
  refuseLies(runExamples(rules, bundle), company.policy.profile);
  return bundle;
}
