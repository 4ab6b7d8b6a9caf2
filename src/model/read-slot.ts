import type { Slot } from "./action.ts";
import { isArray, isObject, type Json } from "./json.ts";

/** What stands in a body where the keys lead to; undefined where they lead nowhere. */
export function readSlot(body: Json | undefined, slot: Slot): Json | undefined {
  let value = body;
  for (const key of slot) {
    if (isArray(value) && typeof key === "number") value = value[key];
    else if (isObject(value) && Object.hasOwn(value, key)) value = value[key];
    else return undefined;
  }
  return value;
}
