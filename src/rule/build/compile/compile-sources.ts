import type { Profile } from "../../../model/policy.ts";
import type { InjectionRule, RuleMeta, SecretRules } from "../../../model/rule.ts";
import type { RulesWithExamples } from "../examples/run-examples.ts";
import { collect } from "../source/collect-errors.ts";
import type { SecretFile } from "../schema/secret.ts";
import type { RuleSources, SourceFile } from "../source/read-sources.ts";
import type { BuiltRule, RuleSetting } from "./built-rule.ts";
import { compileRules, refuseDuplicates } from "./compile-rules.ts";
import { disabledRules } from "./disabled-rules.ts";
import { compileInjection } from "./read-injection.ts";
import { keepToItself } from "./keep-to-itself.ts";
import { type BuiltSecrets, compileSecrets } from "./read-secrets.ts";
import { isDropIn } from "./refuse-weakening.ts";

/** The rules of one profile, of every kind. */
export interface CompiledSources {
  readonly rules: RulesWithExamples;
  readonly secrets: readonly BuiltSecrets[];
  readonly injection: readonly BuiltRule<InjectionRule>[];
}

/**
 * Compiles every rule of every kind, whatever its profile, so that a mistake in any of them shows, and
 * keeps those of the profile.
 *
 * @throws RuleErrors
 */
export function compileSources(sources: RuleSources, setting: RuleSetting): CompiledSources {
  const { profile } = setting;
  const secrets: BuiltSecrets[] = [];
  const injection: BuiltRule<InjectionRule>[] = [];
  let rules: RulesWithExamples = NO_RULES;
  collect<unknown>([
    () => (rules = compileRules(sources.rules, setting)),
    ...sources.secrets.map((file) => () => secrets.push(compileFile(file))),
    ...sources.injection.map(
      (file) => () => injection.push(...compileInjection(file, profile, sources.model)),
    ),
  ]);
  // Two files of secret rules may know a rule by the same id, as gitleaks' own does: then both hold.
  refuseDuplicates(injection);
  const disabled = disabledRules(sources.secrets);
  return {
    rules: ofProfile(rules, profile),
    secrets: secrets.map((file) => secretsOfProfile(file, profile, disabled)),
    injection: select(injection, profile),
  };
}

/** A drop-in's lists hold for its own rules, unless it says why they may let more pass of the others. */
function compileFile(file: SourceFile<SecretFile>): BuiltSecrets {
  const compiled = compileSecrets(file);
  const isForAll = !isDropIn(file) || file.document.toolgate.weakens !== undefined;
  return isForAll ? compiled : keepToItself(compiled);
}

/** The secret rules of all files as one. */
export function mergeSecrets(files: readonly BuiltSecrets[]): SecretRules {
  return {
    rules: files.flatMap(({ rules }) => rules),
    allowlists: files.flatMap(({ allowlists }) => allowlists),
  };
}

function secretsOfProfile(
  file: BuiltSecrets,
  profile: Profile,
  disabled: ReadonlySet<string>,
): BuiltSecrets {
  const holds = (rule: RuleMeta): boolean => isOf(rule, profile) && !disabled.has(rule.id);
  return {
    rules: file.rules.filter(holds),
    allowlists: file.allowlists,
    built: file.built.filter(({ rule }) => holds(rule)),
  };
}

const NO_RULES: RulesWithExamples = {
  commands: [],
  paths: [],
  tools: [],
  egress: [],
  pii: [],
  permissions: [],
};

function ofProfile(rules: RulesWithExamples, profile: Profile): RulesWithExamples {
  return {
    commands: select(rules.commands, profile),
    paths: select(rules.paths, profile),
    tools: select(rules.tools, profile),
    egress: select(rules.egress, profile),
    pii: select(rules.pii, profile),
    permissions: select(rules.permissions, profile),
  };
}

function select<R extends RuleMeta>(built: readonly BuiltRule<R>[], profile: Profile) {
  return built.filter(({ rule }) => isOf(rule, profile));
}

function isOf({ profiles }: RuleMeta, profile: Profile): boolean {
  return profiles.includes(profile) || (profile === "observe" && profiles.includes("standard"));
}
