import path from "node:path";
import { parseArgs } from "node:util";
import type { Profile } from "../model/rule.ts";
import { buildRules } from "../rule/build/build-rules.ts";
import { RuleError, RuleErrors } from "../rule/build/rule-error.ts";
import { writeBundle } from "../rule/build/write-bundle.ts";
import { UsageError } from "./usage-error.ts";

const PROFILES: readonly Profile[] = ["standard", "strict", "observe"];

/**
 * `toolgate rules build [--profile PROFILE] [DIR]`: validates the rules of a directory, runs their
 * examples and puts the compiled bundle in force; without DIR, in the rules beside the executable.
 *
 * @returns 0, or 1 when a rule is wrong: every mistake is on stderr, and the old bundle stays
 * @throws UsageError
 */
export function runRulesCommand(argv: readonly string[]): number {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { profile: { type: "string" } },
  });
  const [verb, directory = path.join(path.dirname(process.execPath), "rules"), ...more] = positionals;
  if (verb !== "build" || more.length > 0) {
    throw new UsageError("usage: toolgate rules build [--profile PROFILE] [DIR]");
  }
  const profile = values.profile === undefined ? undefined : toProfile(values.profile);
  try {
    const bundle = buildRules(directory, profile === undefined ? {} : { profile });
    writeBundle(path.resolve(directory), bundle);
    console.log(`rules ${bundle.version} (${bundle.policy.profile}) ${bundle.digest.slice(0, 12)}`);
    return 0;
  } catch (error) {
    if (!(error instanceof RuleErrors) && !(error instanceof RuleError)) throw error;
    console.error(error.message);
    return 1;
  }
}

function toProfile(name: string): Profile {
  const profile = PROFILES.find((known) => known === name);
  if (profile === undefined) throw new UsageError(`--profile must be one of ${PROFILES.join(", ")}`);
  return profile;
}
