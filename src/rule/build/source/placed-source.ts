import type { RulePlace } from "./rule-error.ts";

/** The value of a source with the way back from a part of it to where that stands. */
export interface PlacedSource {
  readonly file: string;
  readonly value: unknown;
  /** The place of the value at a path of keys, or of the nearest value around it that exists. */
  readonly placeOf: (path: readonly PropertyKey[]) => RulePlace;
  /** The place of a key of the map at a path. */
  readonly placeOfKey: (path: readonly PropertyKey[], key: string) => RulePlace;
}
