import type { RuleBundle } from "../model/bundle.ts";

/** A bundle that is as `bundle` but for these parts. A copy would parse what is parsed on demand. */
export function withParts(bundle: RuleBundle, parts: Partial<RuleBundle>): RuleBundle {
  return Object.create(bundle, Object.getOwnPropertyDescriptors(parts));
}
