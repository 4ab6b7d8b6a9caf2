import type { Profile } from "../../../model/policy.ts";
import type { ProgramFacts, RuleMeta } from "../../../model/rule.ts";
import type { RuleDocument, RuleSource } from "../schema/document.ts";
import type { PlacedSource } from "../source/placed-source.ts";
import { RuleError, RuleErrors, type RulePlace } from "../source/rule-error.ts";
import { refuseIdleAllow } from "./allow-rules.ts";
import { ofProfile } from "./by-profile.ts";
import { compileScope, findScopeMistakes } from "./compile-scope.ts";

/** A validated file of rules with its places. */
export interface RuleFile {
  readonly source: PlacedSource;
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
export type RuleListKey =
  | "commands"
  | "paths"
  | "tools"
  | "egress"
  | "pii"
  | "permissions"
  | "injection";

/** A rule of a file, and where it stands in it. */
export interface RuleSlot {
  readonly list: RuleListKey;
  readonly index: number;
  readonly rule: RuleSource;
}

/**
 * What every rule has, compiled for a profile.
 *
 * @throws RuleErrors at a scope that nothing is in, and at a day that changes nothing.
 */
export function toBuilt(
  file: Pick<RuleFile, "source">,
  { list, index, rule: source }: RuleSlot,
  profile: Profile,
): BuiltRule<RuleMeta> {
  const { id, why, instead, severity, outcome, maturity, profiles, scope } = source;
  const placeOf = (path: readonly PropertyKey[]) => file.source.placeOf([list, index, ...path]);
  refuseIdleAllow(source, list, placeOf);
  refuseIdle(source, placeOf);
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
    placeOf,
  };
}

/** @throws RuleErrors at each part of a rule's own policy that could never have an effect. */
export function refuseIdle(
  { mode, maturity, enforce_from, scope }: IdleParts,
  placeOf: BuiltRule<RuleMeta>["placeOf"],
): void {
  const errors = (scope === undefined ? [] : findScopeMistakes(scope)).map(
    ({ path, problem }) => new RuleError(placeOf(["scope", ...path]), problem),
  );
  const actual = mode ?? (maturity === "sandbox" ? "observe" : "enforce");
  if (enforce_from !== undefined && actual !== "enforce") {
    const reason =
      mode === undefined ? "a rule in the sandbox only observes" : `its mode is ${mode}`;
    const problem = `enforce_from: ${reason}; say mode: enforce, or leave the day out`;
    errors.push(new RuleError(placeOf(["enforce_from"]), problem));
  }
  if (errors.length > 0) throw new RuleErrors(errors);
}

type IdleParts = Pick<RuleSource, "mode" | "maturity" | "enforce_from" | "scope">;
