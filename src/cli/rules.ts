import path from "node:path";
import { parseArgs } from "node:util";
import type { Profile } from "../model/policy.ts";
import { buildRules } from "../rule/build/build-rules.ts";
import { RuleError, RuleErrors } from "../rule/build/source/rule-error.ts";
import { writeBundle } from "../rule/build/write-bundle.ts";
import { UsageError } from "./usage-error.ts";

const PROFILES: readonly Profile[] = ["standard", "strict", "observe"];

/**
 * `toolgate rules build [--profile PROFILE] [--guard PATH]… [DIR]`: validates the rules of a directory, runs their
 * examples and puts the compiled bundle in force; without DIR, in the rules beside the executable.
 * `--guard` names a directory of this installation, such as a trial's, that `path/toolgate` guards too.
 *
 * @returns 0, or 1 when a rule is wrong: every mistake is on stderr, and the old bundle stays
 * @throws UsageError
 */
export function runRulesCommand(argv: readonly string[]): number {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { profile: { type: "string" }, guard: { type: "string", multiple: true } },
  });
  const [verb, directory = path.join(path.dirname(process.execPath), "rules"), ...more] =
    positionals;
  if (verb !== "build" || more.length > 0) {
    throw new UsageError("usage: toolgate rules build [--profile PROFILE] [--guard PATH] [DIR]");
  }
  const options = {
    ...(values.profile === undefined ? {} : { profile: toProfile(values.profile) }),
    guarded: (values.guard ?? []).map((guarded) => path.resolve(guarded)),
  };
  try {
    const bundle = buildRules(directory, options);
    writeBundle(path.resolve(directory), bundle);
    const { version, policy, digest } = bundle;
    process.stdout.write(`rules ${version} (${policy.profile}) ${digest.slice(0, 12)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof RuleErrors) && !(error instanceof RuleError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

function toProfile(name: string): Profile {
  const profile = PROFILES.find((known) => known === name);
  if (profile === undefined)
    throw new UsageError(`--profile must be one of ${PROFILES.join(", ")}`);
  return profile;
}
