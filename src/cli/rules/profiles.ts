import type { Outcome } from "../../model/finding.ts";
import type { Profile } from "../../model/policy.ts";
import { UsageError } from "../usage-error.ts";

export const PROFILES: readonly Profile[] = ["standard", "strict", "observe"];

/** @throws UsageError when there is no such profile. */
export function toProfile(name: string, option = "--profile"): Profile {
  const profile = PROFILES.find((known) => known === name);
  if (profile !== undefined) return profile;
  throw new UsageError(`${option} must be one of ${PROFILES.join(", ")}`);
}

/** The profiles that a command is about: the one that it names, or all. @throws UsageError */
export function chosenProfiles(name: string | undefined): readonly Profile[] {
  return name === undefined ? PROFILES : [toProfile(name)];
}

export type OutcomeByProfile = Readonly<Partial<Record<Profile, Outcome>>>;

/** `deny`, or `ask, strict deny` where the profiles differ. */
export function formatOutcomes(outcomes: OutcomeByProfile): string {
  const { standard, strict, observe = standard } = outcomes;
  const [usual, ...others] = [
    ["", standard],
    ["strict ", strict === standard ? undefined : strict],
    ["observe ", observe === standard ? undefined : observe],
  ].flatMap(([name, outcome]) => (outcome === undefined ? [] : [`${name}${outcome}`]));
  return [usual, ...others].join(", ");
}
