import * as z from "zod/mini";
import type { Surface } from "../../model/action.ts";
import { toLocation, toTextSurface } from "../context.ts";
import { readInput, type ToolMapping } from "./tool-mapping.ts";

export const webFetch: ToolMapping = (input, context) => {
  const fields = readInput(
    z.looseObject({ url: z.string(), prompt: z.optional(z.string()) }),
    input,
  );
  if (!isWebUrl(fields.url)) context.gaps.push("tool_input.url is no URL with a host");
  const surfaces: Surface[] = [
    { kind: "url", url: fields.url, at: toLocation(["tool_input", "url"]) },
    toTextSurface("argument", fields.url, ["tool_input", "url"]),
  ];
  if (fields.prompt !== undefined) {
    surfaces.push(toTextSurface("argument", fields.prompt, ["tool_input", "prompt"]));
  }
  return surfaces;
};

/** What fetches can be made of. */
function isWebUrl(url: string): boolean {
  return URL.canParse(url) && new URL(url).hostname !== "";
}

/** A search that is narrowed to some domains shows what stands there. */
export const webSearch: ToolMapping = (input) => {
  const fields = readInput(
    z.looseObject({ query: z.string(), allowed_domains: z.optional(z.array(z.string())) }),
    input,
  );
  const at = toLocation(["tool_input", "allowed_domains"]);
  const domains = fields.allowed_domains ?? [];
  return [
    toTextSurface("argument", fields.query, ["tool_input", "query"]),
    ...domains.map((domain): Surface => ({ kind: "url", url: `https://${domain}`, at })),
  ];
};
