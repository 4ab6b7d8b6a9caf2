import * as z from "zod/mini";
import { toTextSurface } from "../context.ts";
import { genericSurfaces } from "../generic-surfaces.ts";
import { findStrings } from "../strings.ts";
import { readInput, type ToolMapping } from "./tool-mapping.ts";

/** What is said to another agent, now or (CronCreate, ScheduleWakeup) later. */
export const agent: ToolMapping = (input) => {
  const { prompt } = readInput(z.looseObject({ prompt: z.string() }), input);
  return [toTextSurface("prompt", prompt, ["tool_input", "prompt"])];
};

/** Whatever is said to other agents, or to itself for later, under names that are not documented. */
export const messages: ToolMapping = (input, context) => {
  const texts = findStrings(input, ["tool_input"]).map(({ text, slot }) =>
    toTextSurface("prompt", text, slot),
  );
  const others = genericSurfaces(input, "tool_input", context);
  // A text without a place in the event was derived, and is not among those above.
  return [...texts, ...others.filter((each) => each.kind !== "text" || each.slot === undefined)];
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
