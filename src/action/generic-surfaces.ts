import type { Direction, Location, Surface, TextSurface } from "../model/action.ts";
import type { Json } from "../model/json.ts";
import { type ArgumentCommand, findCommands } from "./argument-commands.ts";
import { directionOfCall } from "./argument-direction.ts";
import { argumentUrls, isProseKey } from "./argument-url.ts";
import { accessOfKey, kindOfKey, runsCommands, type ToolVerb, verbOf } from "./argument-keys.ts";
import { commandSurfaces, lineSurfaces } from "./command-surfaces.ts";
import { parseInner } from "./inner-json.ts";
import { type ActionContext, toLocation, toPathSurface, toTextSurface } from "./context.ts";
import {
  findLongNumbers,
  findStrings,
  findTellingKeys,
  type FoundString,
  MAX_STRINGS,
} from "./strings.ts";

/** Prose that begins with a path is no path. */
const PATH_ALONE = /^(?:~\/|\.{0,2}\/|file:\/)\S+$/i;

/** Longer than any path that a system opens. */
const MAX_PATH_UNITS = 4096;

/** What is known of the call besides its input. */
export interface GenericCall extends ActionContext {
  /** Absent where the input is an event's own. */
  readonly tool?: string;
  /** How many strings of JSON it stands in. */
  readonly depth?: number;
}

/** JSON in a string in a string is taken apart so far. */
const MAX_INNER = 3;

/**
 * The surfaces of an input whose shape we do not know (an MCP tool, a tool never heard of): every
 * string is an argument; those that are a path, a URL or a command by their key or their look are
 * that too.
 */
export function genericSurfaces(input: Json, field: string, call: GenericCall): Surface[] {
  const strings = findStrings(input, [field]);
  if (strings.length >= MAX_STRINGS)
    call.gaps.push(`${field} holds more than ${MAX_STRINGS} strings`);
  const commands = findCommands(input, [field], call.tool);
  const lines = commands.map((command) => ({ command, surfaces: lineOf(command, call) }));
  const whole = new Set(
    lines
      .filter(({ command, surfaces }) => !command.isJoined && surfaces.length > 0)
      .map(({ command }) => command.slot.join("\0")),
  );
  const verb = call.tool === undefined ? "mention" : verbOf(call.tool);
  const others = strings.filter(({ slot }) => !whole.has(slot.join("\0")));
  const direction = call.tool === undefined ? undefined : directionOfCall(call.tool, input);
  const derived = [findTellingKeys(input), findLongNumbers(input)];
  return [
    ...others.flatMap((found) => surfacesOf(found, { verb, direction }, call)),
    ...others.flatMap((found) => innerSurfaces(found, call)),
    ...lines.flatMap(({ surfaces }) => surfaces),
    ...derived
      .filter((text) => text !== "")
      .map((text) => ({ kind: "text", role: "argument", text, at: { field } }) as const),
  ];
}

/**
 * What a command line would do. Nothing where the text may be something else than a command and does
 * not read as one; and a text that bash cannot parse is only a gap for a tool that runs commands.
 */
function lineOf(command: ArgumentCommand, call: GenericCall): Surface[] {
  const { source, slot, isJoined, isDoubtful, isGuess } = command;
  const gaps: string[] = [];
  const context = { ...call, gaps };
  const surfaces = (isJoined ? lineSurfaces : commandSurfaces)(source, slot, context);
  if (isGuess === true) return gaps.length > 0 ? [] : surfaces;
  const isShell = call.tool !== undefined && runsCommands(call.tool);
  const kept = isShell ? gaps : gaps.filter((gap) => !gap.includes("not understood"));
  call.gaps.push(...kept);
  return isDoubtful && !isShell && kept.length < gaps.length ? [] : surfaces;
}

/** What the tool's name says of the call. */
interface Manner {
  readonly verb: ToolVerb;
  readonly direction: Direction | undefined;
}

/** A string that holds JSON holds arguments of its own: what stands in them stands nowhere in the event by itself. */
function innerSurfaces(found: FoundString, call: GenericCall): Surface[] {
  const { text, slot } = found;
  const depth = call.depth ?? 0;
  if (depth >= MAX_INNER || isProseKey(keyOf(found))) return [];
  const inner = parseInner(text);
  if (inner === undefined) return [];
  const surfaces = genericSurfaces(inner, toLocation(slot).field, { ...call, depth: depth + 1 });
  return surfaces.map((surface) => toDerived(surface, toLocation(slot)));
}

function toDerived(surface: Surface, at: Location): Surface {
  if (surface.kind !== "text") return { ...surface, at };
  const { slot: _, ...derived } = surface;
  return { ...derived, at };
}

function surfacesOf(found: FoundString, manner: Manner, call: GenericCall): Surface[] {
  const { verb, direction } = manner;
  const { text, slot } = found;
  const urls = argumentUrls(text, keyOf(found));
  return [
    { ...toTextSurface("argument", text, slot), ...namedBy(keyOf(found)) },
    ...urls.map((url): Surface => ({
      kind: "url",
      url,
      ...(direction === undefined ? {} : { direction }),
      at: toLocation(slot),
    })),
    ...(urls.includes(text) ? [] : pathSurface(found, verb, call)),
  ];
}

/** What it is called says whether a value is a secret, as it would in the JSON that it stands in. */
function namedBy(key: string): Pick<TextSurface, "around"> {
  if (!/^[\w.-]{2,64}$/.test(key)) return {};
  return { around: { before: `"${key}": "`, after: '"' } };
}

/** The name that a string stands under, in a list of strings the list's. */
function keyOf({ slot }: FoundString): string {
  return slot.findLast((part) => typeof part === "string") ?? "";
}

function pathSurface(found: FoundString, verb: ToolVerb, call: GenericCall): Surface[] {
  const { text, slot } = found;
  const key = keyOf(found);
  const isPath = kindOfKey(key) === "path" && !text.includes("\n");
  if (text.length > MAX_PATH_UNITS || !(isPath || PATH_ALONE.test(text))) return [];
  const access = isPath ? accessOfKey(key, verb) : "mention";
  if (access === undefined) return [];
  return [toPathSurface(call, { written: text, access, at: toLocation(slot) })];
}
