import type { Surface } from "../model/action.ts";
import type { Json } from "../model/json.ts";
import { commandSurfaces } from "./command-surfaces.ts";
import { type ActionContext, toLocation, toPathSurface, toTextSurface } from "./context.ts";
import { findStrings, type FoundString, MAX_STRINGS } from "./strings.ts";

/** Argument names under which tools of many servers take a shell command. */
const COMMAND_KEYS: ReadonlySet<string> = new Set(["command", "cmd", "shell_command", "bash"]);

const PATH_START = /^(?:~\/|\.{0,2}\/|file:\/\/)\S/;
const URL_START = /^[a-z][a-z0-9+.-]{1,15}:\/\/\S+$/i;

/**
 * The surfaces of an input whose shape we do not know (an MCP tool, a tool never heard of): every
 * string is an argument; those that look like a path, a URL or a command are that too.
 */
export function genericSurfaces(input: Json, field: string, context: ActionContext): Surface[] {
  const strings = findStrings(input, [field]);
  if (strings.length >= MAX_STRINGS)
    context.gaps.push(`${field} holds more than ${MAX_STRINGS} strings`);
  return strings.flatMap((found) => surfacesOf(found, context));
}

function surfacesOf({ text, slot }: FoundString, context: ActionContext): Surface[] {
  const at = toLocation(slot);
  const key = slot[slot.length - 1];
  if (typeof key === "string" && COMMAND_KEYS.has(key)) return commandSurfaces(text, slot, context);
  const surfaces: Surface[] = [toTextSurface("argument", text, slot)];
  if (PATH_START.test(text) && text.length <= 4096) {
    surfaces.push(toPathSurface(context, { written: text, access: "mention", at }));
  } else if (URL_START.test(text)) {
    surfaces.push({ kind: "url", url: text, at });
  }
  return surfaces;
}
