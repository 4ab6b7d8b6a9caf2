import type { PlacedSource } from "./placed-source.ts";
import { RuleError } from "./rule-error.ts";

/** A schema passes over this key in silence, and with it over what stands under it. @throws RuleError */
export function refuseProto(source: PlacedSource): void {
  // What an alias repeats is looked at once.
  const seen = new Set<object>();
  const walk = (value: unknown, path: readonly PropertyKey[]): void => {
    if (typeof value !== "object" || value === null || seen.has(value)) return;
    seen.add(value);
    if (Object.hasOwn(value, "__proto__")) {
      throw new RuleError(source.placeOfKey(path, "__proto__"), 'no key may be called "__proto__"');
    }
    for (const [key, inner] of Object.entries(value)) {
      walk(inner, [...path, Array.isArray(value) ? Number(key) : key]);
    }
  };
  walk(source.value, []);
}
