import type { Json } from "../model/json.ts";

export function isOneOf(value: Json | undefined, choices: readonly string[]): boolean {
  return typeof value === "string" && choices.includes(value);
}
