import type { Slot } from "../model/action.ts";
import { isArray, isObject, type Json, type JsonObject } from "../model/json.ts";
import { kindOfKey } from "./argument-keys.ts";

/** A command line in a tool's input. */
export interface ArgumentCommand {
  readonly source: string;
  /** Where it stands, or the first part of it. */
  readonly slot: Slot;
  /** It was put together from several strings. */
  readonly isJoined: boolean;
  /** The key may also hold something else. */
  readonly isDoubtful: boolean;
}

const ARGUMENT_KEYS = ["args", "arguments", "argv"];

/** Every command line in a value, given whole, as a list of words, or as a program with its arguments. */
export function findCommands(value: Json | undefined, slot: Slot): ArgumentCommand[] {
  if (isArray(value)) return value.flatMap((item, index) => findCommands(item, [...slot, index]));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]): ArgumentCommand[] => {
    const kind = kindOfKey(key);
    const place = [...slot, key];
    if (kind !== "command" && kind !== "script") return findCommands(item, place);
    const command = toCommand(item, value);
    if (command === undefined) return findCommands(item, place);
    return [{ ...command, slot: place, isDoubtful: kind === "script" }];
  });
}

function toCommand(
  item: Json | undefined,
  around: JsonObject,
): Pick<ArgumentCommand, "source" | "isJoined"> | undefined {
  const words = isArray(item) ? toStrings(item) : undefined;
  if (words !== undefined) return { source: words.map(quote).join(" "), isJoined: true };
  if (typeof item !== "string" || item === "") return undefined;
  const given = ARGUMENT_KEYS.map((key) => around[key]).find(isArray);
  const args = given === undefined ? [] : toStrings(given);
  if (args === undefined || args.length === 0) return { source: item, isJoined: false };
  return { source: [item, ...args.map(quote)].join(" "), isJoined: true };
}

/** Undefined unless all are strings and there are any. */
function toStrings(items: readonly Json[]): readonly string[] | undefined {
  const strings = items.filter((item) => typeof item === "string");
  return strings.length === items.length && items.length > 0 ? strings : undefined;
}

/** As one word of a command line. */
function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
