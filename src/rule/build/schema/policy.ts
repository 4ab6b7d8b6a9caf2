import * as z from "zod";
import { pattern } from "./command.ts";
import { byProfile, clause, day, examples, globs, mode, pathGlob, profile, scope } from "./meta.ts";

export const policy = z.strictObject({
  profile: profile.optional(),
  mode: byProfile(mode).optional(),
  enforce_from: day.optional(),
  rule_modes: z.record(z.string(), mode).default({}),
  deadline_ms: byProfile(z.int().min(100).max(600_000)).optional(),
  on_failure: byProfile(z.enum(["deny", "ask"])).optional(),
  on_partial: byProfile(z.enum(["allow", "ask", "deny"])).optional(),
  on_unprotected: byProfile(z.enum(["allow", "deny"])).optional(),
  unlisted: byProfile(z.enum(["none", "ask", "deny"])).optional(),
  spool_quota_bytes: byProfile(z.int().min(65_536)).optional(),
});

/** What one rule lets pass for a time, tested as a rule is. */
export const exception = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must look like kebab-name"),
  rule: z.string().min(1),
  owner: z.string().min(3, "say who answers for it: a person or a team"),
  reason: clause,
  expires: day,
  scope: scope.optional(),
  match: z.strictObject({
    run: z.array(pattern).min(1).optional(),
    paths: z.array(pathGlob).min(1).optional(),
    tools: globs.optional(),
    hosts: globs.optional(),
  }),
  examples: examples.omit({ instead: true }),
});

export type PolicySource = z.output<typeof policy>;
export type ExceptionSource = z.output<typeof exception>;
