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

const host = z
  .string()
  .regex(/^[^/@\s]+$/, "must be a host name, without scheme, path or user")
  .toLowerCase();

const carries = z.strictObject({
  variables: globs.describe("Globs over names of variables: *_TOKEN."),
  at: z
    .array(z.enum(["name", "url", "login", "header", "body"]))
    .min(1)
    .describe(
      "Where their value stands: in the host's name, the rest of the URL, a login, another header, the body.",
    ),
});

export const egress = z.strictObject({
  ...meta("egress"),
  hosts: z
    .array(host)
    .min(1)
    .describe("Globs over host names; *.x is every name under x, and x is x alone."),
  except: z.array(host).default([]).describe("Globs over host names that the rule lets pass."),
  paths: z
    .array(z.string().regex(/^[/*]/, "must start with / or *"))
    .min(1)
    .optional()
    .describe("Only URLs of which path and query match one of these globs."),
  schemes: z
    .array(
      z.string().regex(/^[a-z][a-z0-9+.-]*$/, "must be a scheme like https, without the colon"),
    )
    .min(1)
    .optional()
    .describe("Only URLs of these schemes: https, ssh, tcp (a socket), dns (a lookup)."),
  direction: z
    .array(z.enum(["download", "upload", "contact"]))
    .min(1)
    .optional()
    .describe("Only where data goes that way; contact: a name is looked up, a session is opened."),
  carries: carries
    .optional()
    .describe("Only where the value of such a variable goes out at such a place."),
  disguise: z
    .array(z.enum(["hidden-character", "mixed-script", "user", "imitation"]))
    .min(1)
    .optional()
    .describe("Only where the host is written so that it is taken for another one."),
  known: z
    .array(host)
    .min(1)
    .optional()
    .describe("Well-known names that others imitate, for disguise."),
});

export type PathSource = z.output<typeof path>;
export type EgressSource = z.output<typeof egress>;
