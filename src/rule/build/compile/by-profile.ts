import type { Profile } from "../../../model/policy.ts";

/** What holds in a profile. `observe` judges as `standard` does, unless it is told otherwise. */
export function ofProfile<T>(values: Partial<Record<Profile, T>>, profile: Profile): T | undefined {
  return values[profile] ?? (profile === "observe" ? values.standard : undefined);
}
