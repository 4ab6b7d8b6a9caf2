import { statSync } from "node:fs";
import { parseArgs } from "node:util";
import { assembleRules } from "../../rule/build/build-rules.ts";
import { refuseLies } from "../../rule/build/examples/refuse-lies.ts";
import { lintSources } from "../../rule/build/lint/lint-sources.ts";
import { formatWarning } from "../../rule/build/lint/rule-warning.ts";
import { readSources } from "../../rule/build/source/read-sources.ts";
import { lintRepositoryFile } from "./repository-file.ts";
import { rulesDirectory } from "./rules-directory.ts";

/**
 * `toolgate rules lint [--strict] [DIR | FILE]`: what stops no build and is still not right. FILE is a
 * repository's own `.claude/toolgate.yaml`.
 *
 * @returns 0; with `--strict`, 1 when there is any warning
 * @throws UsageError; RuleErrors when the rules would not build
 */
export function lintCommand(argv: readonly string[]): number {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { strict: { type: "boolean", default: false }, rules: { type: "string" } },
  });
  const [file] = positionals;
  if (file !== undefined && statSync(file, { throwIfNoEntry: false })?.isFile() === true) {
    process.stdout.write(lintRepositoryFile(file, values.rules ?? rulesDirectory([])));
    return 0;
  }
  const sources = readSources(rulesDirectory(positionals));
  const { bundle, examples } = assembleRules(sources);
  refuseLies(examples, bundle.policy.profile);
  const warnings = lintSources(sources, Date.now());
  for (const warning of warnings) process.stdout.write(`${formatWarning(warning)}\n`);
  const count = warnings.length === 1 ? "1 warning" : `${warnings.length} warnings`;
  process.stdout.write(`${count}\n`);
  return values.strict && warnings.length > 0 ? 1 : 0;
}
