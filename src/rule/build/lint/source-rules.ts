import type { Outcome } from "../../../model/finding.ts";
import type { Profile } from "../../../model/policy.ts";
import type { RuleListKey } from "../compile/built-rule.ts";
import { ofProfile } from "../compile/by-profile.ts";
import type { CommandSource } from "../schema/command.ts";
import type { RuleDocument, RuleSource } from "../schema/document.ts";
import type { PermissionSource } from "../schema/permission.ts";
import type { EgressSource, PathSource } from "../schema/places.ts";
import type { ToolSource } from "../schema/tool.ts";
import type { RuleSources } from "../source/read-sources.ts";
import type { RulePlace } from "../source/rule-error.ts";

/** A rule as its author wrote it, with the way to where it stands. */
export interface SourceRule<S extends RuleSource = RuleSource> {
  readonly source: S;
  readonly placeOf: (path: readonly PropertyKey[]) => RulePlace;
}

function rulesOf<S extends RuleSource>(
  sources: RuleSources,
  list: RuleListKey,
  pick: (document: RuleDocument) => readonly S[],
): SourceRule<S>[] {
  return sources.rules.flatMap(({ source: file, document }) =>
    pick(document).map((source, index) => ({
      source,
      placeOf: (path) => file.placeOf([list, index, ...path]),
    })),
  );
}

export function commandRules(sources: RuleSources): SourceRule<CommandSource>[] {
  return rulesOf(sources, "commands", ({ commands }) => commands);
}

export function pathRules(sources: RuleSources): SourceRule<PathSource>[] {
  return rulesOf(sources, "paths", ({ paths }) => paths);
}

export function toolRules(sources: RuleSources): SourceRule<ToolSource>[] {
  return rulesOf(sources, "tools", ({ tools }) => tools);
}

export function egressRules(sources: RuleSources): SourceRule<EgressSource>[] {
  return rulesOf(sources, "egress", ({ egress }) => egress);
}

export function permissionRules(sources: RuleSources): SourceRule<PermissionSource>[] {
  return rulesOf(sources, "permissions", ({ permissions }) => permissions);
}

/** Every rule in YAML, of whatever kind. */
export function allRules(sources: RuleSources): SourceRule[] {
  return [
    ...commandRules(sources),
    ...pathRules(sources),
    ...toolRules(sources),
    ...egressRules(sources),
    ...rulesOf(sources, "pii", ({ pii }) => pii),
    ...permissionRules(sources),
    ...sources.injection.flatMap(({ source: file, document }) =>
      document.injection.map((source, index) => ({
        source,
        placeOf: (path: readonly PropertyKey[]) => file.placeOf(["injection", index, ...path]),
      })),
    ),
  ];
}

const PROFILES: readonly Profile[] = ["standard", "strict", "observe"];

/** What a rule comes to in each profile that it is part of. */
export function outcomesOf({
  outcome,
  profiles,
}: Pick<RuleSource, "outcome" | "profiles">): ReadonlyMap<Profile, Outcome> {
  return new Map(
    PROFILES.flatMap((profile): [Profile, Outcome][] => {
      const own = ofProfile(outcome, profile);
      return own !== undefined && profiles.includes(profile) ? [[profile, own]] : [];
    }),
  );
}
