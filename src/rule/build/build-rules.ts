import type { RuleBundle } from "../../model/bundle.ts";
import type { Profile } from "../../model/policy.ts";
import type { PathRule, RuleMeta, SecretRules } from "../../model/rule.ts";
import { escapeGlob } from "../glob.ts";
import { foldPath } from "../match-path.ts";
import { indexRules } from "../rule-index.ts";
import { collect } from "./source/collect-errors.ts";
import { compileRules, mergePrograms } from "./compile/compile-rules.ts";
import { digestOf } from "./digest.ts";
import { readInjection, runInjectionExamples } from "./compile/read-injection.ts";
import { chooseProfile, readPolicy, withSandbox } from "./compile/read-policy.ts";
import type { BuiltRule, RuleFile } from "./compile/built-rule.ts";
import { readSecrets } from "./compile/read-secrets.ts";
import { readRuleFiles, readVersion, type RuleText } from "./source/rule-files.ts";
import type { ExampleResult } from "./examples/example-result.ts";
import { type RulesWithExamples, runExamples } from "./examples/run-examples.ts";
import { RULE_KEYS, ruleDocument } from "./schema/document.ts";
import { RuleError, RuleErrors } from "./source/rule-error.ts";
import { validate } from "./source/validate.ts";
import { readYaml } from "./source/yaml-source.ts";

/** What a build may be told besides what the files say. */
export interface BuildOptions {
  /** Instead of the profile that policy.yaml names. */
  readonly profile?: Profile;
  /** Absolute paths of this installation that `path/toolgate` guards besides its own. */
  readonly guarded?: readonly string[];
}

/**
 * The rules of a directory, validated, held to their own examples and compiled for one profile.
 *
 * @param directory Holds `*.yaml`, `*.toml`, VERSION and, merged after them, `rules.d/`.
 * @throws RuleErrors with file, line and column of every mistake.
 */
export function buildRules(directory: string, options: BuildOptions = {}): RuleBundle {
  const texts = collect([() => readRuleFiles(directory)]).flat();
  const [version = ""] = collect([() => readVersion(directory)]);
  const files = collect(ofKind(texts, "rules").map((text) => () => readRuleFile(text)));
  const policies = files.flatMap(({ document }) => document.policy ?? []);
  const profile = options.profile ?? chooseProfile(policies);
  const programs = mergePrograms(files);
  const rules = ofProfile(compileRules(files, { profile, programs }), profile);
  const { secrets, injection } = readTexts(texts, profile);
  const compiled = {
    ...toLists(rules, options.guarded ?? []),
    secrets,
    injection: injection.map(({ rule }) => rule),
    programs,
    hijackingVariables: files.flatMap(({ document }) => document.hijacking_variables),
  };
  const { tools, commands, paths, egress, pii } = compiled;
  const all = [tools, commands, paths, egress, secrets.rules, compiled.injection, pii].flat();
  const policy = withSandbox(readPolicy(policies, profile), all);
  const secretKeywords = keywordsOf(secrets);
  const content = { format: 1, version, policy, ...compiled, secretKeywords } as const;
  const bundle = { ...content, digest: digestOf(content) };
  refuseLies([...runExamples(rules, bundle), ...injection.flatMap(runInjectionExamples)]);
  return bundle;
}

function ofKind(texts: readonly RuleText[], kind: RuleText["kind"]): RuleText[] {
  return texts.filter((text) => text.kind === kind);
}

/** The rules over texts, which have formats of their own. */
function readTexts(texts: readonly RuleText[], profile: Profile) {
  const secrets = ofKind(texts, "secrets").map(
    ({ text, file }) =>
      () =>
        readSecrets(text, file),
  );
  const injection = ofKind(texts, "injection").map(
    ({ text, file }) =>
      () =>
        readInjection(text, file, profile),
  );
  return {
    secrets: mergeSecrets(collect(secrets), profile),
    injection: collect(injection)
      .flat()
      .filter(({ rule }) => isOf(rule, profile)),
  };
}

function toLists(rules: RulesWithExamples, guarded: readonly string[]) {
  const commands = rules.commands.map(({ rule }) => rule);
  const own = guarded.map((path) => `${foldPath(escapeGlob(path))}/**`);
  const paths = rules.paths.map(({ rule }) =>
    rule.id === "path/toolgate" ? withPaths(rule, own) : rule,
  );
  const tools = rules.tools.map(({ rule }) => rule);
  const egress = rules.egress.map(({ rule }) => rule);
  const pii = rules.pii.map(({ rule }) => rule);
  return { tools, commands, paths, egress, pii, index: indexRules(commands, paths) };
}

function withPaths(rule: PathRule, paths: readonly string[]): PathRule {
  return { ...rule, paths: [...rule.paths, ...paths] };
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
    egress: select(rules.egress),
    pii: select(rules.pii),
  };
}

/** @throws RuleErrors at each example that is not what its rule says of it. */
function refuseLies(results: readonly ExampleResult[]): void {
  const errors = results.flatMap(({ rule, problem, place }) =>
    problem === undefined ? [] : [new RuleError(place, `${rule}: this example ${problem}`)],
  );
  if (errors.length > 0) throw new RuleErrors(errors);
}

function keywordsOf({ rules }: SecretRules): readonly string[] {
  const needsEveryText = rules.some(({ keywords }) => keywords.length === 0);
  return needsEveryText ? [] : [...new Set(rules.flatMap(({ keywords }) => keywords))].sort();
}

function mergeSecrets(files: readonly SecretRules[], profile: Profile): SecretRules {
  return {
    rules: files.flatMap(({ rules }) => rules).filter((rule) => isOf(rule, profile)),
    allowlists: files.flatMap(({ allowlists }) => allowlists),
  };
}
