import * as z from "zod/mini";
import type { Surface } from "../../model/action.ts";
import { toLocation, toTextSurface } from "../context.ts";
import { readInput, type ToolMapping } from "./tool-mapping.ts";

export const webFetch: ToolMapping = (input) => {
  const fields = readInput(
    z.looseObject({ url: z.string(), prompt: z.optional(z.string()) }),
    input,
  );
  const surfaces: Surface[] = [
    { kind: "url", url: fields.url, at: toLocation(["tool_input", "url"]) },
    toTextSurface("argument", fields.url, ["tool_input", "url"]),
  ];
  if (fields.prompt !== undefined) {
    surfaces.push(toTextSurface("argument", fields.prompt, ["tool_input", "prompt"]));
  }
  return surfaces;
};

export const webSearch: ToolMapping = (input) => {
  const { query } = readInput(z.looseObject({ query: z.string() }), input);
  return [toTextSurface("argument", query, ["tool_input", "query"])];
};
