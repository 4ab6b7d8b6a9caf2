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
      typeof given === "object" && given !== null
        ? given
        : Object.fromEntries(PROFILES.map((name) => [name, given])),
    z.partialRecord(profile, value),
  );
}

export const clause = z
  .string()
  .min(1)
  .max(160)
  .regex(/^[^\r\n]*[^\r\n.]$/, "must be one clause on one line, without a full stop");

export const globs = z.array(z.string().min(1)).min(1);

/** What a home directory or the root begins. */
export const pathGlob = z.string().regex(/^(\/|~\/|~$)/, "must start with / or ~/");

export const examples = z.strictObject({
  deny: z.array(z.string().min(1)).min(1, "give at least one example that the rule catches"),
  allow: z.array(z.string().min(1)).min(1, "give at least one example that the rule lets pass"),
  instead: z.array(z.string().min(1)).default([]),
});

export const scope = z.strictObject({
  users: globs.optional(),
  groups: globs.optional(),
  hosts: globs.optional(),
  repositories: z.array(pathGlob).min(1).optional(),
  agents: globs.optional(),
  permission_modes: globs.optional(),
});

export type ScopeSource = z.output<typeof scope>;

/** What every rule in YAML has, whatever it looks for. */
export function meta(prefix: string) {
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
    mode: mode.optional(),
    enforce_from: day.optional(),
    scope: scope.optional(),
    examples,
  };
}
