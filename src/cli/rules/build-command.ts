import path from "node:path";
import { parseArgs } from "node:util";
import { assembleRules } from "../../rule/build/build-rules.ts";
import { refuseLies } from "../../rule/build/examples/refuse-lies.ts";
import { lintSources } from "../../rule/build/lint/lint-sources.ts";
import { formatWarning, type RuleWarning } from "../../rule/build/lint/rule-warning.ts";
import { readSources } from "../../rule/build/source/read-sources.ts";
import { writeBundle } from "../../rule/build/write-bundle.ts";
import { guardedDirectories } from "../guarded-directories.ts";
import { toProfile } from "./profiles.ts";
import { rulesDirectory } from "./rules-directory.ts";

const MAX_WARNINGS = 20;

/**
 * `toolgate rules build [--profile PROFILE] [--guard PATH]… [DIR]`: validates the rules of a directory, runs their
 * examples and puts the compiled bundle in force; without DIR, in the rules beside the executable.
 * `--guard` names a directory that `path/toolgate` guards too; a trial's own need not be named.
 * What lint has to say is on stderr and changes nothing.
 *
 * @returns 0
 * @throws UsageError; RuleErrors when a rule is wrong, and then the old bundle stays
 */
export function buildCommand(argv: readonly string[]): number {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { profile: { type: "string" }, guard: { type: "string", multiple: true } },
  });
  const directory = rulesDirectory(positionals);
  const options = {
    ...(values.profile === undefined ? {} : { profile: toProfile(values.profile) }),
    guarded: guardedDirectories(directory, values.guard),
  };
  const sources = readSources(directory);
  const { bundle, examples } = assembleRules(sources, options);
  refuseLies(examples, bundle.policy.profile);
  writeBundle(path.resolve(directory), bundle);
  warn(lintSources(sources, Date.now()));
  const { version, policy, digest } = bundle;
  process.stdout.write(`rules ${version} (${policy.profile}) ${digest.slice(0, 12)}\n`);
  return 0;
}

function warn(warnings: readonly RuleWarning[]): void {
  const shown = warnings.slice(0, MAX_WARNINGS).map(formatWarning);
  const more = warnings.length - shown.length;
  if (more > 0) shown.push(`… and ${more} more warnings: toolgate rules lint`);
  for (const line of shown) process.stderr.write(`${line}\n`);
}
