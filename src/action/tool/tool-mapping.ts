import * as z from "zod/mini";
import { describeIssues } from "../../model/describe-issues.ts";
import type { Surface } from "../../model/action.ts";
import type { JsonObject } from "../../model/json.ts";
import { StageError } from "../../model/stage.ts";
import type { ActionContext } from "../context.ts";

/** What one of the host's tools would do with this input. */
export type ToolMapping = (input: JsonObject, context: ActionContext) => readonly Surface[];

/**
 * The fields of a tool's input that its mapping reads. The hook sees the input before the host has
 * validated it, so a field may be missing or of any type.
 *
 * @throws StageError("action") naming every field that is not what the tool takes.
 */
export function readInput<T extends z.core.$ZodType>(schema: T, input: JsonObject): z.infer<T> {
  const result = z.safeParse(schema, input);
  if (result.success) return result.data;
  throw new StageError("action", describeIssues(result.error.issues, "tool_input."));
}
