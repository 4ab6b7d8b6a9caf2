import * as z from "zod/mini";
import type { Surface } from "../../model/action.ts";
import { type ActionContext, toLocation, toPathSurface, toTextSurface } from "../context.ts";
import { fileSurfaces } from "../file-surfaces.ts";
import { readInput, type ToolMapping } from "./tool-mapping.ts";

export const read: ToolMapping = (input, context) => {
  const { file_path } = readInput(z.looseObject({ file_path: z.string() }), input);
  return fileSurfaces(file_path, toLocation(["tool_input", "file_path"]), context);
};

/** Lists names; what it is pointed at may still be somewhere it has no business. */
export const glob: ToolMapping = (input, context) => {
  const fields = readInput(
    z.looseObject({ pattern: z.string(), path: z.optional(z.string()) }),
    input,
  );
  return fields.path === undefined ? [] : [mention(fields.path, "path", context)];
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
  const folder = fields.path ?? ".";
  if (fields.path !== undefined) surfaces.push(mention(fields.path, "path", context));
  if (fields.glob !== undefined)
    surfaces.push(mention(`${folder}/${fields.glob}`, "glob", context));
  return surfaces;
};

function mention(written: string, key: string, context: ActionContext): Surface {
  return toPathSurface(context, {
    written,
    access: "mention",
    at: toLocation(["tool_input", key]),
  });
}
