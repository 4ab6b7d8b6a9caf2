import type { Slot } from "../model/action.ts";
import { isArray, isObject, type Json, type JsonObject } from "../model/json.ts";
import { codeLines } from "./argument-code.ts";
import { isProgramKey, kindOfKey, mayBeTyped, runsCommands, toName } from "./argument-keys.ts";
import { decodeText } from "./decode-text.ts";
import { quoteWord } from "./quote-word.ts";

/** A command line in a tool's input. */
export interface ArgumentCommand {
  readonly source: string;
  /** Where it stands, or the first part of it. */
  readonly slot: Slot;
  /** It was put together from several strings. */
  readonly isJoined: boolean;
  /** The key may also hold something else. */
  readonly isDoubtful: boolean;
  /** Nothing says that it is one but that the tool runs commands: what cannot be parsed is none. */
  readonly isGuess?: true;
}

const ARGUMENT_KEYS: ReadonlySet<string> = new Set(
  "args arguments argv parameters params cmdargs commandargs".split(" "),
);

/**
 * Every command line in a value: given whole, as a list of words, as a program with its arguments, as code in a
 * language, and as what is typed into a terminal.
 *
 * @param tool Its name, which may say that it runs commands.
 */
export function findCommands(
  value: Json | undefined,
  slot: Slot,
  tool: string | undefined,
): ArgumentCommand[] {
  if (isArray(value)) {
    return value.flatMap((item, index) => findCommands(item, [...slot, index], tool));
  }
  if (!isObject(value)) return [];
  const lines = codeLines(value, tool);
  return Object.entries(value).flatMap(([key, item]): ArgumentCommand[] => {
    const place = [...slot, key];
    const line = lines.get(key);
    if (line !== undefined) return line.map((each) => toPlaced(each, place));
    const commands = commandsOf(item, { key, around: value, tool });
    if (commands === undefined) return findCommands(item, place, tool);
    return commands.map((command) => toPlaced(command, place));
  });
}

function toPlaced({ at, ...command }: Found, place: Slot): ArgumentCommand {
  return { ...command, slot: at === undefined ? place : [...place, at] };
}

interface Setting {
  readonly key: string;
  /** The object that the key is of. */
  readonly around: JsonObject;
  readonly tool: string | undefined;
}

type Found = Omit<ArgumentCommand, "slot"> & { readonly at?: number };

/** What a key's value is as commands; undefined where it is none, and may hold some. */
function commandsOf(item: Json | undefined, setting: Setting): Found[] | undefined {
  const { key, around } = setting;
  const kind = kindOfKey(key);
  if (kind === "commands") return listOf(item);
  const isNamed = kind === "command" || kind === "script";
  const isProgram = isProgramKey(key) && givenArguments(around) !== undefined;
  if (!isNamed && !isProgram) return typedLine(item, setting);
  const command = toCommand(item, around);
  return command === undefined ? undefined : [{ ...command, isDoubtful: kind !== "command" }];
}

/** What may be typed into a terminal, where the tool's name says that it runs commands. */
function typedLine(item: Json | undefined, { key, tool }: Setting): Found[] | undefined {
  if (typeof item !== "string" || item === "") return undefined;
  if (tool === undefined || !runsCommands(tool)) return undefined;
  const decoded = decodeText(item);
  if (decoded !== undefined) {
    return [{ source: decoded, isJoined: true, isDoubtful: true, isGuess: true }];
  }
  if (!mayBeTyped(key)) return undefined;
  return [{ source: item, isJoined: false, isDoubtful: true, isGuess: true }];
}

/** A list in which each is a command line of its own. */
function listOf(item: Json | undefined): Found[] | undefined {
  if (typeof item === "string" && item !== "") {
    return [{ source: item, isJoined: false, isDoubtful: false }];
  }
  const strings = isArray(item) ? toStrings(item) : undefined;
  return strings?.map((source, at) => ({ source, at, isJoined: false, isDoubtful: true }));
}

function toCommand(
  item: Json | undefined,
  around: JsonObject,
): Pick<ArgumentCommand, "source" | "isJoined"> | undefined {
  const words = isArray(item) ? toStrings(item) : undefined;
  if (words !== undefined) return { source: words.map(quoteWord).join(" "), isJoined: true };
  if (typeof item !== "string" || item === "") return undefined;
  const given = givenArguments(around);
  if (given === undefined) return { source: item, isJoined: false };
  return { source: `${item} ${given}`, isJoined: true };
}

/** The arguments beside a program: a list of words, or one text as a shell reads it. */
function givenArguments(around: JsonObject): string | undefined {
  for (const [key, value] of Object.entries(around)) {
    if (!ARGUMENT_KEYS.has(toName(key))) continue;
    if (typeof value === "string" && value !== "") return value;
    const words = isArray(value) ? toStrings(value) : undefined;
    if (words !== undefined) return words.map(quoteWord).join(" ");
  }
  return undefined;
}

/** Undefined unless all are strings and there are any. */
function toStrings(items: readonly Json[]): readonly string[] | undefined {
  const strings = items.filter((item) => typeof item === "string");
  return strings.length === items.length && items.length > 0 ? strings : undefined;
}
