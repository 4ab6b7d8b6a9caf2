import type { Profile } from "../../../model/policy.ts";
import type { ProgramFacts, RuleMeta } from "../../../model/rule.ts";
import type { RuleDocument, RuleSource } from "../schema/document.ts";
import type { RulePlace } from "../source/rule-error.ts";
import type { YamlSource } from "../source/yaml-source.ts";
import { ofProfile } from "./by-profile.ts";
import { compileScope } from "./compile-scope.ts";

/** A validated file of rules with its places. */
export interface RuleFile {
  readonly source: YamlSource;
  readonly document: RuleDocument;
}

/** A compiled rule with what the build still needs of its source. */
export interface BuiltRule<R extends RuleMeta> {
  readonly rule: R;
  readonly source: Pick<RuleSource, "examples" | "mode" | "enforce_from" | "references">;
  /** The place of one of the rule's own values. */
  readonly placeOf: (path: readonly PropertyKey[]) => RulePlace;
}

/** What rules are compiled for. */
export interface RuleSetting {
  readonly profile: Profile;
  readonly programs: Readonly<Record<string, ProgramFacts>>;
}

/** The lists of a rule document that hold rules. */
export type RuleListKey = "commands" | "paths" | "tools" | "egress" | "pii" | "injection";

/** Where a rule stands in its file. */
export interface RuleSlot {
  readonly list: RuleListKey;
  readonly index: number;
}

/** What every rule has, compiled for a profile. */
export function toBuilt(
  file: Pick<RuleFile, "source">,
  { list, index }: RuleSlot,
  source: RuleSource,
  profile: Profile,
): BuiltRule<RuleMeta> {
  const { id, why, instead, severity, outcome, maturity, profiles, scope } = source;
  return {
    rule: {
      id,
      why,
      instead,
      severity,
      outcome: ofProfile(outcome, profile) ?? "allow",
      maturity,
      // A rule that says nothing of a profile's outcome is not part of it.
      profiles: profiles.filter((name) => ofProfile(outcome, name) !== undefined),
      ...(scope === undefined ? {} : { scope: compileScope(scope) }),
    },
    source,
    placeOf: (path) => file.source.placeOf([list, index, ...path]),
  };
}
