import type { Slot } from "../model/action.ts";
import { isArray, isObject, type Json } from "../model/json.ts";

/** A string inside a JSON value, and where it stands. */
export interface FoundString {
  readonly text: string;
  readonly slot: Slot;
}

/** Strings beyond this many in one value are not looked at one by one; the caller notes the gap. */
export const MAX_STRINGS = 20_000;

/** Every string in a value, depth first, at most `MAX_STRINGS`. Depth is bounded by `MAX_JSON_DEPTH`. */
export function findStrings(value: Json | undefined, slot: Slot): readonly FoundString[] {
  const found: FoundString[] = [];
  collect(value, slot, found);
  return found;
}

function collect(value: Json | undefined, slot: Slot, found: FoundString[]): void {
  if (found.length >= MAX_STRINGS) return;
  if (typeof value === "string") {
    if (value !== "") found.push({ text: value, slot });
  } else if (isArray(value)) {
    value.forEach((item, index) => collect(item, [...slot, index], found));
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) collect(item, [...slot, key], found);
  }
}
