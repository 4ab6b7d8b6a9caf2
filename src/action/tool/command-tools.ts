import * as z from "zod/mini";
import type { Surface } from "../../model/action.ts";
import { commandSurfaces } from "../command-surfaces.ts";
import { toLocation } from "../context.ts";
import { readInput, type ToolMapping } from "./tool-mapping.ts";

const COMMAND_SLOT = ["tool_input", "command"];

export const bash: ToolMapping = (input, context) => {
  const { command } = readInput(z.looseObject({ command: z.string() }), input);
  return commandSurfaces(command, COMMAND_SLOT, context);
};

export const powerShell: ToolMapping = (input, context) => {
  const { command } = readInput(z.looseObject({ command: z.string() }), input);
  return commandSurfaces({ source: command, language: "powershell" }, COMMAND_SLOT, context);
};

/** Runs a shell command, or listens to a web socket. */
export const monitor: ToolMapping = (input, context) => {
  const fields = readInput(
    z.looseObject({
      command: z.optional(z.string()),
      ws: z.optional(z.looseObject({ url: z.string() })),
    }),
    input,
  );
  const surfaces: Surface[] = [];
  if (fields.command !== undefined)
    surfaces.push(...commandSurfaces(fields.command, COMMAND_SLOT, context));
  if (fields.ws !== undefined) {
    surfaces.push({ kind: "url", url: fields.ws.url, at: toLocation(["tool_input", "ws", "url"]) });
  }
  return surfaces;
};
