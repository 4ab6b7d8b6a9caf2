import * as z from "zod";
import { examples, globs, meta, pathGlob } from "./meta.ts";

const text = z.string().min(1);

/** What an argument must be: a glob, a list of globs, a number, a boolean, or a map that asks for more. */
export const argument = z.preprocess(
  (given) => {
    if (typeof given === "string") return { matches: [given] };
    if (Array.isArray(given)) return { matches: given };
    return typeof given === "number" || typeof given === "boolean" ? { is: given } : given;
  },
  z.strictObject({
    matches: globs.optional().describe("Globs over the text."),
    paths: z
      .array(pathGlob)
      .min(1)
      .optional()
      .describe("Path globs over the file that the text names."),
    hosts: globs.optional().describe("Globs over the host of the URL that the text is."),
    is: z.union([z.boolean(), z.number()]).optional().describe("This number or boolean."),
    min: z.number().optional().describe("A number no smaller."),
    max: z.number().optional().describe("A number no larger."),
    min_length: z.int().min(0).optional().describe("A text no shorter."),
    max_length: z.int().min(0).optional().describe("A text no longer."),
    required: z
      .boolean()
      .default(true)
      .describe("false: an argument that is not given is as good. Default: true."),
  }),
);

/** `path`, `options.force`, `items[*].url`. */
const ARGUMENT_PATH = /^[^.[\]]+(?:\[\*\])*(?:\.[^.[\]]+(?:\[\*\])*)*$/;

const argumentMap = z.record(
  z.string().regex(ARGUMENT_PATH, "must be a path like path, options.force or items[*].url"),
  argument,
);

const call = z
  .strictObject({
    tool: text.describe("The tool's name, as the host has it."),
    server: text.optional().describe("The server's name, where the host says it."),
    source: text.optional().describe("Where the host has the server from."),
    arguments: z.record(z.string(), z.json()).optional().describe("What the tool is called with."),
  })
  // From here on an example is a text, as every other rule's is.
  .transform((example) => JSON.stringify(example));

/** A tool's name, or a call of it. */
export const toolExample = z.union([text, call]);

export const tool = z.strictObject({
  ...meta("(?:tool|mcp)"),
  tools: globs
    .optional()
    .describe(
      "Globs over tool names: Write, mcp__*; with servers, over the names that the server gives its tools.",
    ),
  except: z.array(text).default([]).describe("Globs over tool names that the rule lets pass."),
  servers: globs.optional().describe("Globs over names of MCP servers."),
  sources: globs
    .optional()
    .describe("Globs over where the host has the server from, as it says in mcp_server.source."),
  arguments: argumentMap.optional().describe("What the arguments must be for the rule to match."),
  unless: argumentMap.optional().describe("What the arguments are where the rule does not match."),
  examples: z
    .strictObject({
      deny: z
        .array(toolExample)
        .min(1, "give at least one example that the rule catches")
        .describe("What the rule catches: names of tools, or calls."),
      allow: z
        .array(toolExample)
        .min(1, "give at least one example that the rule lets pass")
        .describe("What the rule lets pass, best something that looks alike."),
      instead: examples.shape.instead,
    })
    .describe("The rule is held to these whenever the rules are built."),
});

export type ToolSource = z.output<typeof tool>;
export type ArgumentSource = z.output<typeof argument>;
