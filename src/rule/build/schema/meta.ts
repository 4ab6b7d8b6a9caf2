import * as z from "zod";

const PROFILES = ["standard", "strict", "observe"] as const;

export const profile = z.enum(PROFILES);
export const mode = z.enum(["observe", "warn", "enforce"]);

/** A day, `YYYY-MM-DD`; it begins at midnight UTC. */
export const day = z.iso.date("must be a day like 2027-01-31");

/** One value for every profile, or one by profile. */
export function byProfile<T extends z.ZodType>(value: T) {
  return z.preprocess(
    (given) =>
      typeof given === "object" && given !== null && !Array.isArray(given)
        ? given
        : Object.fromEntries(PROFILES.map((name) => [name, given])),
    z.partialRecord(profile, value),
  );
}

export const clause = z
  .string()
  .min(1)
  .max(160)
  .regex(/^[^\r\n]*[^\s.]$/, "must be one clause on one line, without a full stop");

export const globs = z.array(z.string().min(1)).min(1);

/** What a home directory or the root begins. */
export const pathGlob = z.string().regex(/^(\/|~\/|~$)/, "must start with / or ~/");

export const examples = z.strictObject({
  deny: z
    .array(z.string().min(1))
    .min(1, "give at least one example that the rule catches")
    .describe("What the rule catches. The build fails when it does not."),
  allow: z
    .array(z.string().min(1))
    .min(1, "give at least one example that the rule lets pass")
    .describe("What the rule lets pass, best something that looks alike."),
  instead: z
    .array(z.string().min(1))
    .default([])
    .describe("What people are told to do instead; no rule may deny it."),
});

export const scope = z.strictObject({
  users: globs.optional().describe("Globs for OS user names."),
  groups: globs.optional().describe("Globs for the OS groups that the user is in."),
  hosts: globs.optional().describe("Globs for the names of machines."),
  repositories: z
    .array(pathGlob)
    .min(1)
    .optional()
    .describe("Path globs for the session's current directory."),
  remotes: globs
    .optional()
    .describe("Globs for remotes of the session's repository: github.com/acme is all of acme's."),
  tags: globs.optional().describe("Globs for what IT says of the machine, in toolgate-tags."),
  agents: globs.optional().describe("Globs for subagent types; main is the agent itself."),
  permission_modes: globs
    .optional()
    .describe("Of the host: default, plan, acceptEdits, auto, dontAsk, bypassPermissions."),
});

export type ScopeSource = z.output<typeof scope>;

/** What every rule in YAML has, whatever it looks for. */
export function meta(prefix: string) {
  const id = new RegExp(`^${prefix}/[a-z0-9]+(-[a-z0-9]+)*$`);
  return {
    id: z
      .string()
      .regex(id, `must look like ${prefix}/kebab-name`)
      .describe("Stands in messages, records and exceptions; stable for ever."),
    why: clause.describe("What is wrong, in one clause without a full stop."),
    instead: clause.describe("What to do instead, in one clause without a full stop."),
    severity: z.enum(["low", "medium", "high", "critical"]).describe("How bad it would be."),
    outcome: byProfile(z.enum(["allow", "warn", "ask", "deny"])).describe(
      "What a match comes to, for every profile or by profile.",
    ),
    maturity: z
      .enum(["sandbox", "incubating", "stable", "deprecated"])
      .describe("A sandbox rule only observes until the policy's rule_modes says otherwise."),
    references: z.array(z.string().min(1)).default([]).describe("Where the danger is described."),
    profiles: z
      .array(profile)
      .min(1)
      .default([...PROFILES])
      .describe("The profiles that the rule is part of. Default: all."),
    mode: mode
      .optional()
      .describe("What is made of the outcome: observe records, warn tells, enforce does it."),
    enforce_from: day
      .optional()
      .describe("The day from which enforce holds; before it the rule warns."),
    scope: scope.optional().describe("Where the rule holds. Default: everywhere."),
    examples: examples.describe("The rule is held to these whenever the rules are built."),
  };
}
