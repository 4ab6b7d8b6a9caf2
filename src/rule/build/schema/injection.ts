import * as z from "zod";
import { meta } from "./meta.ts";

const ROLES = ["prompt", "argument", "written", "file", "output"] as const;

const rule = z
  .strictObject({
    ...meta("injection"),
    detector: z.enum(["pattern", "hidden-text"]).default("pattern"),
    roles: z
      .array(z.enum(ROLES))
      .min(1)
      .default([...ROLES]),
    keywords: z.array(z.string().min(1)).default([]),
    patterns: z.array(z.string().min(1)).default([]),
  })
  .refine(({ detector, patterns }) => (detector === "pattern") === patterns.length > 0, {
    message: "a rule has patterns, or a detector of its own",
    path: ["patterns"],
  });

export const injectionDocument = z.strictObject({ injection: z.array(rule).default([]) });

export type InjectionSource = z.output<typeof rule>;

/** Every key of an injection rule file, for "did you mean". */
export const INJECTION_KEYS: readonly string[] = ["injection", "examples", "deny", "allow"].concat(
  Object.keys(rule.shape),
);
