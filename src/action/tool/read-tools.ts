import * as z from "zod/mini";
import type { Surface } from "../../model/action.ts";
import { type ActionContext, toLocation, toPathSurface, toTextSurface } from "../context.ts";
import { fileSurfaces } from "../file-surfaces.ts";
import { linesFrom } from "../shown-lines.ts";
import { expandGlob } from "./expand-glob.ts";
import { readInput, type ToolMapping } from "./tool-mapping.ts";

export const read: ToolMapping = (input, context) => {
  const { file_path } = readInput(z.looseObject({ file_path: z.string() }), input);
  const shows = linesFrom(input["offset"], input["limit"]);
  const at = toLocation(["tool_input", "file_path"]);
  return fileSurfaces({ written: file_path, at, shows }, context);
};

/** Lists names and opens nothing, as `ls` does. */
export const glob: ToolMapping = (input) => {
  readInput(z.looseObject({ pattern: z.string(), path: z.optional(z.string()) }), input);
  return [];
};

/** Shows lines of every file that its path and file glob reach. */
export const grep: ToolMapping = (input, context) => {
  const fields = readInput(
    z.looseObject({
      pattern: z.string(),
      path: z.optional(z.string()),
      glob: z.optional(z.string()),
    }),
    input,
  );
  const surfaces: Surface[] = [
    toTextSurface("argument", fields.pattern, ["tool_input", "pattern"]),
  ];
  if (fields.path !== undefined) surfaces.push(mention(fields.path, "path", context));
  if (fields.glob !== undefined) surfaces.push(...filtered(fields.glob, fields.path, context));
  return surfaces;
};

/** The files that a glob lets through, in the folder that is searched; `!` keeps files out. */
function filtered(glob: string, folder = ".", context: ActionContext): Surface[] {
  if (glob.startsWith("!")) return [];
  const globs = expandGlob(glob);
  if (globs === undefined) context.gaps.push("tool_input.glob has too many alternatives");
  return (globs ?? [glob]).map((each) =>
    mention(/^[/~]/.test(each) ? each : `${folder}/${each}`, "glob", context),
  );
}

function mention(written: string, key: string, context: ActionContext): Surface {
  return toPathSurface(context, {
    written,
    access: "mention",
    at: toLocation(["tool_input", key]),
  });
}
