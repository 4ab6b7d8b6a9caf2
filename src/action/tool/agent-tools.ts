import * as z from "zod/mini";
import { toTextSurface } from "../context.ts";
import { readInput, type ToolMapping } from "./tool-mapping.ts";

/** What is said to another agent, now or (CronCreate, ScheduleWakeup) later. */
export const agent: ToolMapping = (input) => {
  const { prompt } = readInput(z.looseObject({ prompt: z.string() }), input);
  return [toTextSurface("prompt", prompt, ["tool_input", "prompt"])];
};

export const skill: ToolMapping = (input) => {
  const fields = readInput(
    z.looseObject({ skill: z.string(), args: z.optional(z.string()) }),
    input,
  );
  return fields.args === undefined
    ? []
    : [toTextSurface("argument", fields.args, ["tool_input", "args"])];
};
