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

/** Nobody counts so far; such a number is somebody's or something's. */
const LONG_NUMBER = 100_000_000;

/** The long numbers in a value with their keys, as JSON has them, one a line: `"card": 4539…`. */
export function findLongNumbers(value: Json | undefined): string {
  const lines: string[] = [];
  collectNumbers(value, "", lines);
  return lines.join("\n");
}

function collectNumbers(value: Json | undefined, key: string, lines: string[]): void {
  if (lines.length >= MAX_STRINGS) return;
  if (typeof value === "number") {
    if (Number.isSafeInteger(value) && value >= LONG_NUMBER) lines.push(`"${key}": ${value}`);
  } else if (isArray(value)) {
    for (const item of value) collectNumbers(item, key, lines);
  } else if (isObject(value)) {
    for (const [name, item] of Object.entries(value)) collectNumbers(item, name, lines);
  }
}

/** A key as programs name things: too short and too plain to hold a secret or an instruction. */
const PLAIN_KEY = /^[A-Za-z_$][\w$.-]{0,15}$/;

/** The keys in a value that could tell something, each once, one a line; a key is text as well. */
export function findTellingKeys(value: Json | undefined): string {
  const keys = new Set<string>();
  collectKeys(value, keys);
  return [...keys].join("\n");
}

function collectKeys(value: Json | undefined, keys: Set<string>): void {
  if (isArray(value)) {
    for (const item of value) collectKeys(item, keys);
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      if (!PLAIN_KEY.test(key)) keys.add(key);
      collectKeys(item, keys);
    }
  }
}
