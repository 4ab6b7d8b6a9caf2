import { isArray, isObject, type Json, parseJson } from "../model/json.ts";

/** A longer string is only searched as it is. */
const MAX_UNITS = 262_144;

/** The object or the list that a string is in JSON; undefined where it is none. */
export function parseInner(text: string): Json | undefined {
  if (text.length > MAX_UNITS || !/^\s*[[{]/.test(text)) return undefined;
  const value = parseJson(text);
  return isArray(value) || isObject(value) ? value : undefined;
}
