import type { Policy, Profile } from "../../../model/policy.ts";
import { DROP_IN_DIRECTORY } from "../../stale-sources.ts";
import type { PolicySource } from "../schema/policy.ts";
import { type SecretFile, toolgateDefaults } from "../schema/secret.ts";
import type { RuleSources, SourceFile } from "../source/read-sources.ts";
import { RuleError, RuleErrors, type RulePlace } from "../source/rule-error.ts";
import { allows } from "./allow-rules.ts";
import type { RuleFile } from "./built-rule.ts";
import { mergePrograms } from "./compile-rules.ts";
import { compileKnown, findOtherReading } from "./other-reading.ts";
import { findPiiWeakenings } from "./read-pii-policy.ts";
import { globalAllowlists } from "./read-secrets.ts";
import { chooseProfile, type ModedRule, readPolicy, withRuleModes } from "./read-policy.ts";
import { secretRuleId } from "./secret-rule-id.ts";
import { findWeakenings, type Weakening } from "./weakening.ts";

const PROFILES: readonly Profile[] = ["standard", "strict", "observe"];

/** Something in a drop-in that makes the files before it milder. */
export interface SourceWeakening {
  readonly place: RulePlace;
  /** What becomes of what: `mode enforce becomes observe`. */
  readonly what: string;
}

/**
 * A drop-in is often one team's file in everyone's rules: it may make them milder only where it says so.
 *
 * @throws RuleErrors at everything in a drop-in without `weakens` that makes the files before it milder.
 */
export function refuseWeakening(sources: RuleSources): void {
  const unsaid = new Set(
    [
      ...sources.rules.filter(({ document }) => document.weakens === undefined),
      ...sources.secrets.filter(({ document }) => document.toolgate.weakens === undefined),
    ].map(({ source }) => source.file),
  );
  const errors = findSourceWeakenings(sources)
    .filter(({ place }) => unsaid.has(place.file))
    .map(({ place, what }) => {
      const key = place.file.endsWith(".toml") ? `[toolgate] weakens = "why"` : `"weakens: why"`;
      const advice = `take it out, or say why with ${key} at the top of the file`;
      return new RuleError(place, `this makes the rules milder (${what}): ${advice}`);
    });
  if (errors.length > 0) throw new RuleErrors(errors);
}

/** Everything in the drop-ins that makes the files before them milder. */
export function findSourceWeakenings(sources: RuleSources): SourceWeakening[] {
  const rules = listModes(sources);
  return [
    ...sources.rules.flatMap((file, index) =>
      isDropIn(file)
        ? [
            ...weakeningsOf(file, sources.rules.slice(0, index), rules),
            ...misreadingsOf(file, sources.rules.slice(0, index)),
            ...allowancesOf(file),
          ]
        : [],
    ),
    ...sources.secrets.filter(isDropIn).flatMap(allowlistsOf),
    ...sources.secrets.filter(isDropIn).flatMap(disabledOf),
  ];
}

/** What a drop-in says otherwise of a program that the files before it know, or have a rule over. */
function misreadingsOf(
  { source, document }: RuleFile,
  earlier: readonly RuleFile[],
): SourceWeakening[] {
  const programs = mergePrograms(earlier.map((file) => file.document.programs));
  const patterns = compileKnown(
    earlier.flatMap(({ document: { commands } }) => commands.flatMap((rule) => rule.patterns)),
    programs,
  );
  return Object.entries(document.programs).flatMap(([name, facts]) => {
    const flag = findOtherReading(name, facts, { programs, patterns });
    if (flag === undefined) return [];
    const what = `${name} reads ${flag} otherwise than the files before say`;
    return [{ place: source.placeOfKey(["programs"], name), what }];
  });
}

/** A rule that allows takes what it names off what the strict profile asks about. */
function allowancesOf({ source, document }: RuleFile): SourceWeakening[] {
  return (["commands", "tools", "egress"] as const).flatMap((list) =>
    document[list].flatMap((rule, nth) =>
      allows(rule)
        ? [{ place: source.placeOf([list, nth, "outcome"]), what: `${rule.id} allows` }]
        : [],
    ),
  );
}

/** Without a reason they hold for the file's own rules only, where it has some, and make nothing milder. */
function allowlistsOf({ source, document }: SourceFile<SecretFile>): SourceWeakening[] {
  if (document.toolgate.weakens === undefined && document.rules.length > 0) return [];
  return globalAllowlists(document)
    .filter(({ list }) => list.targetRules.length === 0)
    .map(({ path }) => ({
      place: source.placeOf(path),
      what: "this allowlist holds for every secret rule of every file",
    }));
}

function disabledOf({ source, document }: SourceFile<SecretFile>): SourceWeakening[] {
  return document.extend.disabledRules.map((id, nth) => ({
    place: source.placeOf(["extend", "disabledRules", nth]),
    what: `the secret rule ${id} is disabled`,
  }));
}

/** Whether a file is one of those that are merged after the main files. */
export function isDropIn({ source }: Pick<RuleFile, "source">): boolean {
  return source.file.startsWith(`${DROP_IN_DIRECTORY}/`);
}

function weakeningsOf(
  { source, document }: RuleFile,
  earlier: readonly RuleFile[],
  rules: readonly ModedRule[],
): SourceWeakening[] {
  const { policy } = document;
  if (policy === undefined) return [];
  const before = earlier.flatMap((file) => file.document.policy ?? []);
  const found = PROFILES.flatMap((profile) =>
    findWeakenings(
      policyOf(before, profile, rules),
      policyOf([...before, policy], profile, rules),
    ).concat(findPiiWeakenings(policy, earlier, profile)),
  );
  const byKey = new Map(found.map((weakening) => [weakening.key.join("."), weakening]));
  return [...byKey.values()].map((weakening) => ({
    place: source.placeOf(["policy", ...placedKey(weakening, policy)]),
    what: `${weakening.key.join(" of ")} ${weakening.before} becomes ${weakening.after}`,
  }));
}

/** The policy that the files make, with the modes that the rules have of their own. */
function policyOf(
  files: readonly PolicySource[],
  profile: Profile,
  rules: readonly ModedRule[],
): Policy {
  const policy = withRuleModes(readPolicy(files, profile), files, rules);
  return { ...policy, profile: chooseProfile(files) };
}

/** A later day makes the mode milder without naming it. */
function placedKey({ key }: Weakening, policy: PolicySource): readonly string[] {
  return key[0] === "mode" && policy.mode === undefined ? ["enforce_from"] : key;
}

/** Every rule of every kind, as far as it says how it is held to. */
function listModes({ rules, secrets, injection }: RuleSources): ModedRule[] {
  const all = [
    ...rules.flatMap(({ document: { commands, paths, tools, egress, pii, permissions } }) =>
      [commands, paths, tools, egress, pii, permissions].flat(),
    ),
    ...injection.flatMap(({ document }) => document.injection),
    ...secrets.flatMap(({ document }) =>
      document.rules.map(({ id, toolgate = toolgateDefaults }) => ({
        ...toolgate,
        id: secretRuleId(id),
      })),
    ),
  ];
  return all.map((source) => ({ rule: source, source }));
}
