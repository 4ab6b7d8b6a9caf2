import * as z from "zod/mini";
import type { TextSurface } from "../../model/action.ts";
import { type ActionContext, toLocation, toPathSurface, toTextSurface } from "../context.ts";
import { EditedText } from "../edited-text.ts";
import { readInput, type ToolMapping } from "./tool-mapping.ts";

export const write: ToolMapping = (input, context) => {
  const fields = readInput(z.looseObject({ file_path: z.string(), content: z.string() }), input);
  const target = written(context, fields.file_path, "file_path");
  const text = toTextSurface("written", fields.content, ["tool_input", "content"]);
  return [target, { ...text, path: target.path }];
};

const change = z.looseObject({
  // The host refuses an edit without it; what is new in one counts all the same.
  old_string: z.optional(z.string()),
  new_string: z.string(),
  replace_all: z.optional(z.unknown()),
});

export const edit: ToolMapping = (input, context) => {
  const fields = readInput(z.extend(change, { file_path: z.string() }), input);
  const target = written(context, fields.file_path, "file_path");
  const file = editedFile(target.path, context);
  const text = toTextSurface("written", fields.new_string, ["tool_input", "new_string"]);
  return [target, inFile({ ...text, path: target.path }, file, fields)];
};

/** Several edits of one file, each of what the ones before it have made. */
export const multiEdit: ToolMapping = (input, context) => {
  const fields = readInput(z.looseObject({ file_path: z.string(), edits: z.array(change) }), input);
  const target = written(context, fields.file_path, "file_path");
  const file = editedFile(target.path, context);
  const texts = fields.edits.map((each, nth) => {
    const slot = ["tool_input", "edits", nth, "new_string"];
    const text = toTextSurface("written", each.new_string, slot);
    return inFile({ ...text, path: target.path }, file, each);
  });
  return [target, ...texts];
};

export const notebookEdit: ToolMapping = (input, context) => {
  const fields = readInput(
    z.looseObject({ notebook_path: z.string(), new_source: z.optional(z.string()) }),
    input,
  );
  const target = written(context, fields.notebook_path, "notebook_path");
  const source = fields.new_source ?? "";
  const text = toTextSurface("written", source, ["tool_input", "new_source"]);
  return [target, { ...text, path: target.path }];
};

type Change = z.infer<typeof change>;

function written(context: ActionContext, path: string, key: string) {
  const at = toLocation(["tool_input", key]);
  return toPathSurface(context, { written: path, access: "write", at });
}

/** The file as it is. An edit that only takes something out counts too: it may bring two halves together. */
function editedFile(path: string, { machine }: ActionContext): EditedText | undefined {
  const file = machine.readText(path);
  return file === undefined ? undefined : new EditedText(file.text);
}

/** The new text with its line in the file, and with what stands beside it there. */
function inFile(surface: TextSurface, file: EditedText | undefined, edit: Change): TextSurface {
  const place = file?.replace(edit.old_string ?? "", edit.new_string, Boolean(edit.replace_all));
  if (place === undefined) return surface;
  const { line, column, before, after } = place;
  const at = { ...surface.at, line, column };
  const around = before === "" && after === "" ? {} : { around: { before, after } };
  return { ...surface, at, ...around };
}
