import * as z from "zod";
import { globs, meta, pathGlob } from "./meta.ts";

export const path = z.strictObject({
  ...meta("path"),
  access: z.array(z.enum(["read", "write", "delete", "mention"])).min(1),
  paths: z.array(pathGlob).min(1),
  except: z.array(pathGlob).default([]),
});

export const tool = z.strictObject({
  ...meta("(?:tool|mcp)"),
  tools: globs,
  except: z.array(z.string().min(1)).default([]),
});

const host = z
  .string()
  .regex(/^[^/@\s]+$/, "must be a host name, without scheme, path or user")
  .toLowerCase();

export const egress = z.strictObject({
  ...meta("egress"),
  hosts: z.array(host).min(1),
  except: z.array(host).default([]),
});

export type PathSource = z.output<typeof path>;
export type ToolSource = z.output<typeof tool>;
export type EgressSource = z.output<typeof egress>;
