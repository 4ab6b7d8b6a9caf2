import * as z from "zod";

const PROFILES = ["standard", "strict", "observe"] as const;
const profile = z.enum(PROFILES);
const mode = z.enum(["observe", "warn", "enforce"]);

/** One value for every profile, or one by profile. */
function byProfile<T extends z.ZodType>(value: T) {
  return z.preprocess(
    (given) =>
      typeof given === "object" && given !== null
        ? given
        : Object.fromEntries(PROFILES.map((name) => [name, given])),
    z.partialRecord(profile, value),
  );
}

const clause = z
  .string()
  .min(1)
  .max(160)
  .regex(/^[^\r\n]*[^\r\n.]$/, "must be one clause on one line, without a full stop");

const examples = z.strictObject({
  deny: z.array(z.string().min(1)).min(1, "give at least one example that the rule catches"),
  allow: z.array(z.string().min(1)).min(1, "give at least one example that the rule lets pass"),
  instead: z.array(z.string().min(1)).default([]),
});

function meta(prefix: string) {
  const id = new RegExp(`^${prefix}/[a-z0-9]+(-[a-z0-9]+)*$`);
  return {
    id: z.string().regex(id, `must look like ${prefix}/kebab-name`),
    why: clause,
    instead: clause,
    severity: z.enum(["low", "medium", "high", "critical"]),
    outcome: byProfile(z.enum(["allow", "warn", "ask", "deny"])),
    maturity: z.enum(["sandbox", "incubating", "stable", "deprecated"]),
    references: z.array(z.string().min(1)).default([]),
    profiles: z
      .array(profile)
      .min(1)
      .default([...PROFILES]),
    examples,
  };
}

const origin = z.enum(["download", "decoder", "environment", "local", "generator"]);

const pattern = z.preprocess(
  (given) => (typeof given === "string" ? { run: given } : given),
  z.strictObject({
    run: z.string().min(1),
    without: z.string().min(1).optional(),
    operands: z.literal("none").optional(),
    feed: z.enum(["inherited", "pipe", "text"]).optional(),
    redirect: z.string().min(1).optional(),
    redirect_except: z.string().min(1).optional(),
    assigns: z.string().min(1).optional(),
    alongside: z.string().min(1).optional(),
    unknown: z.enum(["program", "operand"]).optional(),
    code_from: origin.optional(),
    data_from: origin.optional(),
    recursive: z.literal(true).optional(),
  }),
);

const command = z.strictObject({ ...meta("command"), patterns: z.array(pattern).min(1) });

const path = z.strictObject({
  ...meta("path"),
  access: z.array(z.enum(["read", "write", "delete", "mention"])).min(1),
  paths: z.array(z.string().regex(/^(\/|~\/|~$)/, "must start with / or ~/")).min(1),
  except: z.array(z.string().regex(/^(\/|~\/|~$)/, "must start with / or ~/")).default([]),
});

const tool = z.strictObject({
  ...meta("(?:tool|mcp)"),
  tools: z.array(z.string().min(1)).min(1),
  except: z.array(z.string().min(1)).default([]),
});

const facts = z.strictObject({
  aliases: z.record(z.string().regex(/^-/), z.string().regex(/^-/)).default({}),
  valued: z.array(z.string().regex(/^-/, "must start with -")).default([]),
  style: z.enum(["clusters", "words"]).default("clusters"),
});

const policy = z.strictObject({
  profile: profile.optional(),
  mode: byProfile(mode).optional(),
  rule_modes: z.record(z.string(), mode).default({}),
  deadline_ms: byProfile(z.int().min(100).max(600_000)).optional(),
  on_failure: byProfile(z.enum(["deny", "ask"])).optional(),
  on_partial: byProfile(z.enum(["allow", "ask", "deny"])).optional(),
  on_unprotected: byProfile(z.enum(["allow", "deny"])).optional(),
  unlisted: byProfile(z.enum(["none", "ask", "deny"])).optional(),
  spool_quota_bytes: byProfile(z.int().min(65_536)).optional(),
});

/** What any rule file in YAML may hold, a drop-in too. */
export const ruleDocument = z.strictObject({
  policy: policy.optional(),
  commands: z.array(command).default([]),
  paths: z.array(path).default([]),
  tools: z.array(tool).default([]),
  programs: z.record(z.string(), facts).default({}),
  hijacking_variables: z.array(z.string().min(1)).default([]),
});

export type RuleDocument = z.output<typeof ruleDocument>;
export type CommandSource = RuleDocument["commands"][number];
export type PathSource = RuleDocument["paths"][number];
export type ToolSource = RuleDocument["tools"][number];
export type PolicySource = z.output<typeof policy>;
export type PatternSource = z.output<typeof pattern>;
export type RuleSource = CommandSource | PathSource | ToolSource;

/** Every key of every part, for "did you mean". */
export const RULE_KEYS: readonly string[] = [
  ...new Set(
    [ruleDocument, policy, command, path, tool, facts, examples, pattern.out].flatMap(({ shape }) =>
      Object.keys(shape),
    ),
  ),
];
