import * as z from "zod/mini";
import type { Surface } from "../../model/action.ts";
import { type ActionContext, toLocation, toPathSurface, toTextSurface } from "../context.ts";
import { readInput, type ToolMapping } from "./tool-mapping.ts";

export const write: ToolMapping = (input, context) => {
  const fields = readInput(z.looseObject({ file_path: z.string(), content: z.string() }), input);
  return written(context, {
    path: fields.file_path,
    pathKey: "file_path",
    text: fields.content,
    textKey: "content",
  });
};

export const edit: ToolMapping = (input, context) => {
  const fields = readInput(z.looseObject({ file_path: z.string(), new_string: z.string() }), input);
  return written(context, {
    path: fields.file_path,
    pathKey: "file_path",
    text: fields.new_string,
    textKey: "new_string",
  });
};

export const notebookEdit: ToolMapping = (input, context) => {
  const fields = readInput(
    z.looseObject({ notebook_path: z.string(), new_source: z.optional(z.string()) }),
    input,
  );
  return written(context, {
    path: fields.notebook_path,
    pathKey: "notebook_path",
    text: fields.new_source ?? "",
    textKey: "new_source",
  });
};

interface Written {
  readonly path: string;
  readonly pathKey: string;
  readonly text: string;
  readonly textKey: string;
}

function written(context: ActionContext, { path, pathKey, text, textKey }: Written): Surface[] {
  const at = toLocation(["tool_input", pathKey]);
  const target = toPathSurface(context, { written: path, access: "write", at });
  const surface = toTextSurface("written", text, ["tool_input", textKey]);
  return [target, { ...surface, path: target.path }];
}
