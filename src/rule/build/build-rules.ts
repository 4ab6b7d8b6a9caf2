import type { CompiledBundle, RuleBundle } from "../../model/bundle.ts";
import type { Profile } from "../../model/policy.ts";
import type { PathRule, RuleMeta, SecretRules } from "../../model/rule.ts";
import { escapeGlob } from "../glob.ts";
import { foldPath } from "../match-path.ts";
import { indexRules } from "../rule-index.ts";
import { attachExceptions } from "./compile/attach-exceptions.ts";
import type { BuiltRule, RuleSetting } from "./compile/built-rule.ts";
import { type BuiltException, compileExceptions } from "./compile/compile-exceptions.ts";
import { mergePrograms } from "./compile/compile-rules.ts";
import { type CompiledSources, compileSources, mergeSecrets } from "./compile/compile-sources.ts";
import { findUnknownModes, listRuleIds } from "./compile/known-rules.ts";
import { runInjectionExamples } from "./compile/read-injection.ts";
import { findUnknownEntities, withPiiPolicy } from "./compile/read-pii-policy.ts";
import { chooseProfile, readPolicy, withRuleModes } from "./compile/read-policy.ts";
import { refusePlaceless } from "./compile/refuse-placeless.ts";
import { refuseWeakening } from "./compile/refuse-weakening.ts";
import { digestOf } from "./digest.ts";
import type { ExampleResult } from "./examples/example-result.ts";
import { refuseLies } from "./examples/refuse-lies.ts";
import { runExceptionExamples } from "./examples/run-exception-examples.ts";
import { type RulesWithExamples, runExamples } from "./examples/run-examples.ts";
import { runSecretExamples } from "./examples/secret-examples.ts";
import type { PolicySource } from "./schema/policy.ts";
import { collect, collectBoth } from "./source/collect-errors.ts";
import { readSources, type RuleSources } from "./source/read-sources.ts";
import { RuleErrors } from "./source/rule-error.ts";

/** What a build may be told besides what the files say. */
export interface BuildOptions {
  /** Instead of the profile that policy.yaml names. */
  readonly profile?: Profile;
  /** Absolute paths of this installation that `path/toolgate` guards besides its own. */
  readonly guarded?: readonly string[];
  /** Milliseconds since the epoch: exceptions that have ended by then do not build. Default: the clock's. */
  readonly now?: number;
}

/** What the sources of one directory make for one profile. */
export interface RuleBuild {
  readonly bundle: CompiledBundle;
  /** Every rule of the profile, of whatever kind, with its source. */
  readonly rules: readonly BuiltRule<RuleMeta>[];
  /** Every exception of the sources, of other profiles' rules too. */
  readonly exceptions: readonly BuiltException[];
  /** What became of their examples. */
  readonly examples: readonly ExampleResult[];
}

/**
 * The rules of a directory, validated, held to their own examples and compiled for one profile.
 *
 * @param directory See `readSources`.
 * @throws RuleErrors with file, line and column of every mistake.
 */
export function buildRules(directory: string, options: BuildOptions = {}): CompiledBundle {
  const { bundle, examples } = assembleRules(readSources(directory), options);
  refuseLies(examples, bundle.policy.profile);
  return bundle;
}

/**
 * Compiles sources for one profile and runs the examples, whatever becomes of them.
 *
 * @throws RuleErrors with file, line and column of every mistake but an example's.
 */
export function assembleRules(sources: RuleSources, options: BuildOptions = {}): RuleBuild {
  const policies = sources.rules.flatMap(({ document }) => document.policy ?? []);
  const profile = options.profile ?? chooseProfile(policies);
  const programs = mergePrograms(sources.rules.map(({ document }) => document.programs));
  const { bare, exceptions } = compileAll(sources, { profile, programs }, options.now);
  const compiled = attachExceptions(bare, exceptions);
  const parts = {
    ...toLists(compiled.rules, options.guarded ?? []),
    ...toPii(compiled.rules, policies, profile),
    secrets: mergeSecrets(compiled.secrets),
    injection: compiled.injection.map(({ rule }) => rule),
    ...(sources.model && { classifier: sources.model }),
    programs,
    hijackingVariables: sources.rules.flatMap(({ document }) => document.hijacking_variables),
  };
  const rules = listRules(compiled);
  const content = {
    format: 3,
    version: sources.version,
    sources: sources.sizes,
    policy: withRuleModes(readPolicy(policies, profile), policies, rules),
    ...parts,
    secretKeywords: keywordsOf(parts.secrets),
    conditional: rules.some(isConditional),
  } as const;
  const bundle = { ...content, digest: digestOf(content) };
  const examples = [...runAll(bare, bundle), ...runExceptionExamples(exceptions, compiled, bundle)];
  return { bundle, rules, exceptions, examples };
}

/** The rules, without their exceptions, and those. @throws RuleErrors with the mistakes of all parts. */
function compileAll(sources: RuleSources, setting: RuleSetting, now = Date.now()) {
  const { programs } = setting;
  const ruleIds = listRuleIds(sources);
  const [bare, [exceptions]] = collectBoth(
    () => compileSources(sources, setting),
    () =>
      collectBoth(
        () => compileExceptions(sources.rules, { programs, ruleIds, now }),
        () =>
          collect([
            () => refuseWeakening(sources),
            () => refuseUnknownModes(sources),
            () => refusePlaceless(sources),
          ]),
      ),
  );
  return { bare, exceptions };
}

/** @throws RuleErrors */
function refuseUnknownModes(sources: RuleSources): void {
  const errors = [...findUnknownModes(sources), ...findUnknownEntities(sources)];
  if (errors.length > 0) throw new RuleErrors(errors);
}

function isConditional({ rule }: BuiltRule<RuleMeta>): boolean {
  return rule.scope !== undefined || rule.exceptions !== undefined;
}

function listRules({ rules, secrets, injection }: CompiledSources): BuiltRule<RuleMeta>[] {
  return [...Object.values(rules).flat(), ...secrets.flatMap(({ built }) => built), ...injection];
}

function runAll({ rules, secrets, injection }: CompiledSources, bundle: RuleBundle) {
  return [
    ...runExamples(rules, bundle),
    ...secrets.flatMap((file, index) => {
      // A later file that lets more pass says so, and breaks no example of an earlier one.
      const { allowlists } = mergeSecrets(secrets.slice(0, index + 1));
      return file.built.flatMap((built) => runSecretExamples(built, allowlists));
    }),
    ...injection.flatMap((built) => runInjectionExamples(built, bundle.classifier)),
  ];
}

function toLists(rules: RulesWithExamples, guarded: readonly string[]) {
  const commands = rules.commands.map(({ rule }) => rule);
  const own = guarded.map((path) => `${foldPath(escapeGlob(path))}/**`);
  const paths = rules.paths.map(({ rule }) =>
    rule.id === "path/toolgate" ? withPaths(rule, own) : rule,
  );
  const tools = rules.tools.map(({ rule }) => rule);
  const egress = rules.egress.map(({ rule }) => rule);
  const permissions = rules.permissions.map(({ rule }) => rule);
  const index = indexRules(commands, paths);
  return { tools, commands, paths, egress, permissions, index };
}

/** Rules over personal data, with what the policy makes of each. */
function toPii(
  rules: RulesWithExamples,
  policies: readonly PolicySource[],
  profile: Profile,
): Pick<RuleBundle, "pii" | "piiKeywords"> {
  const pii = rules.pii.map(({ rule }) => withPiiPolicy(rule, policies, profile));
  const piiKeywords = [...new Set(pii.flatMap(({ keywords = [] }) => keywords))].sort();
  return { pii, ...(piiKeywords.length === 0 ? {} : { piiKeywords }) };
}

function withPaths(rule: PathRule, paths: readonly string[]): PathRule {
  return { ...rule, paths: [...rule.paths, ...paths] };
}

function keywordsOf({ rules }: SecretRules): readonly string[] {
  const needsEveryText = rules.some(({ keywords }) => keywords.length === 0);
  return needsEveryText ? [] : [...new Set(rules.flatMap(({ keywords }) => keywords))].sort();
}
