import * as z from "zod";

const ROLES = ["prompt", "argument", "written", "file", "output"] as const;
const PROFILES = ["standard", "strict", "observe"] as const;

const clause = z
  .string()
  .min(1)
  .max(160)
  .regex(/^[^\r\n]*[^\r\n.]$/, "must be one clause on one line, without a full stop");

const rule = z
  .strictObject({
    id: z
      .string()
      .regex(/^injection\/[a-z0-9]+(-[a-z0-9]+)*$/, "must look like injection/kebab-name"),
    why: clause,
    instead: clause,
    severity: z.enum(["low", "medium", "high", "critical"]),
    outcome: z.enum(["warn", "ask", "deny"]),
    maturity: z.enum(["sandbox", "incubating", "stable", "deprecated"]),
    references: z.array(z.string().min(1)).default([]),
    profiles: z
      .array(z.enum(PROFILES))
      .min(1)
      .default([...PROFILES]),
    detector: z.enum(["pattern", "hidden-text"]).default("pattern"),
    roles: z
      .array(z.enum(ROLES))
      .min(1)
      .default([...ROLES]),
    keywords: z.array(z.string().min(1)).default([]),
    patterns: z.array(z.string().min(1)).default([]),
    examples: z.strictObject({
      deny: z.array(z.string().min(1)).min(1, "give at least one example that the rule catches"),
      allow: z.array(z.string().min(1)).min(1, "give at least one example that the rule lets pass"),
    }),
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
