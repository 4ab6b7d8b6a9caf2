import type { Profile, RuleBundle, RuleMeta, SecretRules } from "../../model/rule.ts";
import { collect } from "./collect-errors.ts";
import { compileRules, mergePrograms } from "./compile-rules.ts";
import { digestOf } from "./digest.ts";
import { readInjection } from "./read-injection.ts";
import { chooseProfile, readPolicy, withSandbox } from "./read-policy.ts";
import type { BuiltRule, RuleFile } from "./read-rules.ts";
import { readSecrets } from "./read-secrets.ts";
import { readRuleFiles, readVersion, type RuleText } from "./rule-files.ts";
import { type RulesWithExamples, runExamples } from "./run-examples.ts";
import { RULE_KEYS, ruleDocument } from "./schema.ts";
import { validate } from "./validate.ts";
import { readYaml } from "./yaml-source.ts";

/** What a build may be told besides what the files say. */
export interface BuildOptions {
  /** Instead of the profile that policy.yaml names. */
  readonly profile?: Profile;
}

/**
 * The rules of a directory, validated, held to their own examples and compiled for one profile.
 *
 * @param directory Holds `*.yaml`, `*.toml`, VERSION and, merged after them, `rules.d/`.
 * @throws RuleErrors with file, line and column of every mistake.
 */
export function buildRules(directory: string, options: BuildOptions = {}): RuleBundle {
  const texts = collect([() => readRuleFiles(directory)]).flat();
  const of = (kind: RuleText["kind"]) => texts.filter((text) => text.kind === kind);
  const [version = ""] = collect([() => readVersion(directory)]);
  const files = collect(of("rules").map((text) => () => readRuleFile(text)));
  const policies = files.flatMap(({ document }) => document.policy ?? []);
  const profile = options.profile ?? chooseProfile(policies);
  const programs = mergePrograms(files);
  const rules = ofProfile(compileRules(files, { profile, programs }), profile);
  const secrets = collect(of("secrets").map(({ text, file }) => () => readSecrets(text, file)));
  const injection = collect(of("injection").map(({ text, file }) => () => readInjection(text, file)));
  const content = {
    format: 1,
    version,
    tools: rules.tools.map(({ rule }) => rule),
    commands: rules.commands.map(({ rule }) => rule),
    paths: rules.paths.map(({ rule }) => rule),
    secrets: mergeSecrets(secrets, profile),
    injection: injection.flat().filter((rule) => isOf(rule, profile)),
    programs,
    hijackingVariables: files.flatMap(({ document }) => document.hijacking_variables),
  } as const;
  const all = [content.tools, content.commands, content.paths, content.secrets.rules, content.injection];
  const policy = withSandbox(readPolicy(policies, profile), all.flat());
  const bundle = { ...content, policy, digest: digestOf({ ...content, policy }) };
  runExamples(rules, bundle);
  return bundle;
}

function readRuleFile({ text, file }: RuleText): RuleFile {
  const source = readYaml(text, file);
  return { source, document: validate(source, ruleDocument, RULE_KEYS) };
}

function isOf({ profiles }: RuleMeta, profile: Profile): boolean {
  return profiles.includes(profile) || (profile === "observe" && profiles.includes("standard"));
}

function ofProfile(rules: RulesWithExamples, profile: Profile): RulesWithExamples {
  const select = <R extends RuleMeta>(built: readonly BuiltRule<R>[]) =>
    built.filter(({ rule }) => isOf(rule, profile));
  return {
    commands: select(rules.commands),
    paths: select(rules.paths),
    tools: select(rules.tools),
  };
}

function mergeSecrets(files: readonly SecretRules[], profile: Profile): SecretRules {
  return {
    rules: files.flatMap(({ rules }) => rules).filter((rule) => isOf(rule, profile)),
    allowlists: files.flatMap(({ allowlists }) => allowlists),
  };
}
