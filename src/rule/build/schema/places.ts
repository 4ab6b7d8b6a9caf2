import * as z from "zod";
import { globs, meta, pathGlob } from "./meta.ts";

export const path = z.strictObject({
  ...meta("path"),
  access: z
    .array(z.enum(["read", "write", "delete", "mention"]))
    .min(1)
    .describe("What is done with the path; mention: a command names it, and its use is unknown."),
  paths: z
    .array(pathGlob)
    .min(1)
    .describe("Globs over absolute paths: * within a segment, ** over any number, ~/ any home."),
  except: z.array(pathGlob).default([]).describe("Path globs that the rule lets pass."),
});

export const tool = z.strictObject({
  ...meta("(?:tool|mcp)"),
  tools: globs.describe("Globs over tool names: Write, mcp__*."),
  except: z
    .array(z.string().min(1))
    .default([])
    .describe("Globs over tool names that the rule lets pass."),
});

const host = z
  .string()
  .regex(/^[^/@\s]+$/, "must be a host name, without scheme, path or user")
  .toLowerCase();

export const egress = z.strictObject({
  ...meta("egress"),
  hosts: z
    .array(host)
    .min(1)
    .describe("Globs over host names; *.x is every name under x, and x is x alone."),
  except: z.array(host).default([]).describe("Globs over host names that the rule lets pass."),
});

export type PathSource = z.output<typeof path>;
export type ToolSource = z.output<typeof tool>;
export type EgressSource = z.output<typeof egress>;
