import { z } from "zod";

/**
 * The gitleaks configuration format (README of gitleaks, "Configuration"), and under `toolgate` what
 * we need beyond it; gitleaks ignores that table.
 */
const allowlist = z.strictObject({
  id: z.string().optional(),
  description: z.string().optional(),
  condition: z.enum(["OR", "AND", "or", "and", "||", "&&"]).default("OR"),
  /** Commits have no meaning here; a list of nothing else never applies. */
  commits: z.array(z.string()).default([]),
  paths: z.array(z.string()).default([]),
  regexTarget: z.enum(["secret", "match", "line", ""]).default("secret"),
  regexes: z.array(z.string()).default([]),
  stopwords: z.array(z.string()).default([]),
  toolgate: z.strictObject({ wholeOnly: z.boolean().default(false) }).optional(),
  targetRules: z.array(z.string()).default([]),
});

const toolgate = z.strictObject({
  why: z.string().min(1).optional(),
  instead: z.string().min(1).optional(),
  severity: z.enum(["low", "medium", "high", "critical"]).default("high"),
  outcome: z.enum(["warn", "ask", "deny"]).default("deny"),
  maturity: z.enum(["sandbox", "incubating", "stable", "deprecated"]).default("stable"),
  profiles: z
    .array(z.enum(["standard", "strict", "observe"]))
    .min(1)
    .default(["standard", "strict", "observe"]),
  roles: z
    .array(z.enum(["written", "command", "prompt", "argument", "file", "output"]))
    .min(1)
    .optional(),
  examples: z
    .strictObject({
      deny: z.array(z.string()).default([]),
      allow: z.array(z.string()).default([]),
    })
    .default({ deny: [], allow: [] }),
});

const rule = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/, "letters, digits, '-', '_' and '.' only"),
  description: z.string().default(""),
  regex: z.string().min(1).optional(),
  path: z.string().min(1).optional(),
  secretGroup: z.int().min(0).default(0),
  entropy: z.number().min(0).max(8).default(0),
  keywords: z.array(z.string().min(1)).default([]),
  tags: z.array(z.string()).default([]),
  skipReport: z.boolean().default(false),
  allowlist: allowlist.optional(),
  allowlists: z.array(allowlist).default([]),
  toolgate: toolgate.optional(),
});

export const secretFile = z.strictObject({
  title: z.string().optional(),
  description: z.string().optional(),
  minVersion: z.string().optional(),
  /** Our own rules are always in force, so `useDefault` asks for nothing more. */
  extend: z
    .strictObject({
      useDefault: z.boolean().optional(),
      disabledRules: z.array(z.string()).optional(),
    })
    .optional(),
  allowlist: allowlist.optional(),
  allowlists: z.array(allowlist).default([]),
  rules: z.array(rule).default([]),
});

export type SecretFile = z.infer<typeof secretFile>;
export type SecretFileRule = z.infer<typeof rule>;
export type SecretFileAllowlist = z.infer<typeof allowlist>;

/** What a rule without a `toolgate` table gets. */
export const toolgateDefaults = toolgate.parse({});
