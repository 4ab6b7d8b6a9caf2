import { z } from "zod";
import { clause, day, mode, scope } from "./meta.ts";

/**
 * The gitleaks configuration format (README of gitleaks, "Configuration"), and under `toolgate` what
 * we need beyond it; gitleaks ignores that table.
 */
const allowlist = z
  .strictObject({
    description: z.string().optional().describe("What the list lets pass."),
    condition: z
      .string()
      .regex(/^(?:[Aa][Nn][Dd]|[Oo][Rr]|&&|\|\|)$/, "must be AND or OR")
      .default("OR")
      .describe("Whether one of the criteria is enough, or all must hold: OR or AND."),
    /** Commits have no meaning here; a list of nothing else never applies. */
    commits: z
      .array(z.string())
      .default([])
      .describe("Of gitleaks; no event is a commit, so these never apply."),
    paths: z.array(z.string()).default([]).describe("RE2 over the path of the file."),
    regexTarget: z
      .enum(["secret", "match", "line"])
      .default("secret")
      .describe("What the regexes are compared with."),
    regexes: z.array(z.string()).default([]).describe("RE2 for what is no secret."),
    stopwords: z
      .array(z.string())
      .default([])
      .describe("Words that make a secret a placeholder, in any case."),
    toolgate: z
      .strictObject({
        wholeOnly: z
          .boolean()
          .default(false)
          .describe("A stopword allows only what is nothing without it: no token beside it."),
      })
      .optional()
      .describe("What gitleaks does not know."),
    targetRules: z
      .array(z.string())
      .default([])
      .describe("Ids of the rules that the list is for. Default: all."),
  })
  .refine(
    ({ commits, paths, regexes, stopwords }) =>
      [commits, paths, regexes, stopwords].some((checks) => checks.length > 0),
    "must have at least one of commits, paths, regexes and stopwords",
  );

const toolgate = z.strictObject({
  why: z
    .string()
    .min(1)
    .optional()
    .describe("What is wrong, in one clause. Default: the description."),
  instead: z.string().min(1).optional().describe("What to do instead, in one clause."),
  severity: z
    .enum(["low", "medium", "high", "critical"])
    .default("high")
    .describe("How bad it would be."),
  outcome: z
    .enum(["warn", "ask", "deny"])
    .default("deny")
    .describe("What a match comes to; in a tool's output it is masked."),
  maturity: z
    .enum(["sandbox", "incubating", "stable", "deprecated"])
    .default("stable")
    .describe("A sandbox rule only observes until the policy's rule_modes says otherwise."),
  mode: mode
    .optional()
    .describe("What is made of the outcome: observe records, warn tells, enforce does it."),
  // TOML has days of its own: `2027-01-31` without quotes.
  enforce_from: z
    .preprocess((given) => (given instanceof Date ? given.toISOString() : given), day)
    .optional()
    .describe("The day from which enforce holds; before it the rule warns."),
  scope: scope.optional().describe("Where the rule holds. Default: everywhere."),
  profiles: z
    .array(z.enum(["standard", "strict", "observe"]))
    .min(1)
    .default(["standard", "strict", "observe"])
    .describe("The profiles that the rule is part of. Default: all."),
  roles: z
    .array(z.enum(["written", "command", "prompt", "argument", "file", "output"]))
    .min(1)
    .optional()
    .describe("The texts that the rule looks at. Default: all."),
  examples: z
    .strictObject({
      deny: z
        .array(z.string())
        .default([])
        .describe("Templates of what the rule catches, as in ghp_{alnum:36}."),
      allow: z.array(z.string()).default([]).describe("Templates of what it lets pass."),
    })
    .default({ deny: [], allow: [] })
    .describe("The rule is held to these whenever the rules are built."),
});

/** What a file says of itself: in a drop-in, why it may make the others milder. */
const fileTable = z.strictObject({
  weakens: clause.optional().describe("In a drop-in: why it may make the files before it milder."),
  gitleaks_default: z
    .string()
    .min(1)
    .optional()
    .describe("The file with gitleaks' own rules, for every file that says useDefault."),
});

const requirement = z.strictObject({
  id: z.string().min(1).describe("The rule that must match too."),
  withinLines: z.int().optional().describe("How many lines away at most."),
  withinColumns: z.int().optional().describe("How many columns away at most."),
});

const rule = z.strictObject({
  id: z
    .string()
    .regex(/\S/, "must not be blank")
    .describe("Stands in messages and records after secret/; stable for ever."),
  description: z.string().default("").describe("What the secret is."),
  regex: z
    .string()
    .min(1)
    .optional()
    .describe("RE2. The secret is secretGroup, or the first group that is not empty."),
  path: z
    .string()
    .min(1)
    .optional()
    .describe("RE2 over the path of the file; without a regex the file itself is the match."),
  secretGroup: z.int().default(0).describe("Which group of the regex is the secret."),
  entropy: z
    .number()
    .default(0)
    .describe("Shannon entropy that the secret must exceed, in bits a character."),
  keywords: z
    .array(z.string().min(1))
    .default([])
    .describe("Literals of which one must be in the text before the regex is tried, in any case."),
  tags: z.array(z.string()).default([]).describe("Of gitleaks; not used here."),
  skipReport: z
    .boolean()
    .default(false)
    .describe("The rule finds nothing by itself; it is there for others to require."),
  required: z
    .array(requirement)
    .default([])
    .describe("Rules of this file that must match too, in the same text."),
  allowlist: allowlist
    .optional()
    .describe("One list of what is no secret, as older files have it."),
  allowlists: z.array(allowlist).default([]).describe("Lists of what is no secret."),
  toolgate: toolgate.optional().describe("What gitleaks does not know."),
});

const extend = z.strictObject({
  path: z
    .string()
    .optional()
    .describe("A file that this one extends, from where this one lies; two such steps at most."),
  url: z.string().optional().describe("Refused: gitleaks does not read it either."),
  useDefault: z
    .boolean()
    .optional()
    .describe("Extends gitleaks' own rules, which [toolgate] gitleaks_default names."),
  /** Rules of other files that this one takes away. */
  disabledRules: z
    .array(z.string())
    .default([])
    .describe("Ids of rules of other files that this one takes away."),
});

export const secretFile = z.strictObject({
  title: z.string().optional().describe("What the file is called."),
  description: z.string().optional().describe("What the file is for."),
  minVersion: z.string().optional().describe("Of gitleaks: the version that understands the file."),
  extend: extend.default({ disabledRules: [] }).describe("How the file stands to the other rules."),
  allowlist: allowlist
    .optional()
    .describe("One list of what is no secret, as older files have it."),
  allowlists: z.array(allowlist).default([]).describe("Lists of what is no secret."),
  toolgate: fileTable.default({}).describe("What the file says of itself."),
  rules: z.array(rule).default([]).describe("What is a secret."),
});

export type SecretFile = z.infer<typeof secretFile>;
export type SecretFileRule = z.infer<typeof rule>;
export type SecretFileAllowlist = z.infer<typeof allowlist>;

/** What a rule without a `toolgate` table gets. */
export const toolgateDefaults = toolgate.parse({});

/** Every key of every part, for "did you mean". */
export const SECRET_KEYS: readonly string[] = [
  ...new Set(
    [secretFile, extend, allowlist, requirement, rule, toolgate, fileTable, scope].flatMap(
      ({ shape }) => Object.keys(shape),
    ),
  ),
  "deny",
  "allow",
  "wholeOnly",
];
