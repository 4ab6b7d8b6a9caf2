import type { Location, Slot, Surface } from "../model/action.ts";
import type { Invocation } from "../model/invocation.ts";
import { urlsOf } from "./access/urls.ts";
import { type ActionContext, toLocation, toTextSurface } from "./context.ts";
import { pathSurfaces } from "./path-surfaces.ts";
import { scriptReader } from "./script-reader.ts";
import { walkCommand } from "./shell/walk.ts";

/** Everything that a command line would do: what runs, which paths and URLs it names, which text it holds. */
export function commandSurfaces(source: string, slot: Slot, context: ActionContext): Surface[] {
  return [toTextSurface("command", source, slot), ...lineSurfaces(source, slot, context)];
}

/** As `commandSurfaces`, for a line that does not stand in the event as it is. */
export function lineSurfaces(source: string, slot: Slot, context: ActionContext): Surface[] {
  const walk = walkCommand(source, scriptReader(context));
  context.gaps.push(...walk.gaps);
  const at = toLocation(slot);
  const surfaces = walk.invocations.flatMap((invocation): Surface[] => [
    { kind: "command", invocation, at },
    ...urlSurfaces(invocation, at),
  ]);
  surfaces.push(...pathSurfaces(walk.invocations, at, context));
  const said = walk.invocations.filter(({ script }) => script?.isNew !== false);
  const respelled = respelledWords(said);
  if (respelled !== "") surfaces.push({ kind: "text", role: "command", text: respelled, at });
  for (const text of walk.texts) {
    // Where the text stands verbatim in the line, the line itself is searched already.
    if (!source.includes(text)) surfaces.push({ kind: "text", role: "command", text, at });
  }
  return surfaces;
}

/**
 * The words that do not stand in the line as the programs get them, one a line: quotes and variables would
 * hide a token from whoever reads the line only as it is written.
 */
function respelledWords(invocations: readonly Invocation[]): string {
  const words = invocations.flatMap(({ words, assignments }) => [
    ...words,
    ...assignments.map(({ value }) => value),
  ]);
  const values = words.filter(({ text, value }) => value !== text).map(({ value }) => value);
  return [...new Set(values)].join("\n");
}

function urlSurfaces(invocation: Invocation, at: Location): Surface[] {
  return urlsOf(invocation).map((url) => ({ kind: "url", url, at, command: invocation }));
}
