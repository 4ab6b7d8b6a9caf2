import * as z from "zod";
import { audit } from "./audit.ts";
import { pattern } from "./command.ts";
import { engines } from "./engines.ts";
import { byProfile, clause, day, globs, mode, pathGlob, profile, scope } from "./meta.ts";
import { piiActions } from "./pii.ts";
import { toolExample } from "./tool.ts";

/** `warn`, or `{ mode: enforce, from: 2027-01-31 }`. */
export const ruleMode = z.preprocess(
  (given) => (typeof given === "string" ? { mode: given } : given),
  z
    .strictObject({
      mode: mode.describe("observe records only, warn tells, enforce does what the rule says."),
      from: day.optional().describe("The day from which enforce holds; before it the rule warns."),
    })
    .refine((given) => given.from === undefined || given.mode === "enforce", {
      message: "only enforce has a day: until then the rule warns",
      path: ["from"],
    }),
);

const SENT = ["warn", "ask", "deny"] as const;
const MASKED = ["warn", "mask", "ask", "deny"] as const;

/** By how sure it is that a secret is one. */
function actions<const T extends readonly string[]>(names: T) {
  const action = byProfile(z.enum(names)).optional();
  return z
    .strictObject({
      verified: action.describe("Whoever issued it says that it is valid."),
      specific: action.describe("Its own shape or place tells it."),
      generic: action.describe("Only a name beside it does: rules of medium and low severity."),
    })
    .optional();
}

const taint = z.strictObject({
  minutes: byProfile(z.int().min(1).max(1440))
    .optional()
    .describe("How long a text counts that may be an instruction."),
  ask_for: byProfile(z.array(z.enum(["upload", "request", "warned"])))
    .optional()
    .describe(
      "upload: what sends data to another machine; request: all that talks to one; warned: what a rule warns of. [] switches it off.",
    ),
});

export const policy = z.strictObject({
  profile: profile.optional().describe("Which profile the rules are built for."),
  mode: byProfile(mode)
    .optional()
    .describe(
      "observe records only, warn tells and stops nothing, enforce does what the rule says.",
    ),
  enforce_from: day
    .optional()
    .describe("The day from which enforce holds; before it every rule warns at most."),
  rule_modes: z
    .record(z.string(), ruleMode)
    .default({})
    .describe("Per rule id: a mode instead of the policy's."),
  deadline_ms: byProfile(z.int().min(100).max(600_000))
    .optional()
    .describe("The hook's own deadline in milliseconds, well below the host's timeout."),
  on_failure: byProfile(z.enum(["deny", "ask"]))
    .optional()
    .describe("What a failure of Toolgate itself means."),
  on_partial: byProfile(z.enum(["allow", "ask", "deny"]))
    .optional()
    .describe("What a call that was not wholly understood means."),
  on_unprotected: byProfile(z.enum(["allow", "deny"]))
    .optional()
    .describe("What it means that nothing protects the record from the user."),
  unlisted: byProfile(z.enum(["none", "ask", "deny"]))
    .optional()
    .describe("What a command that no rule names means."),
  unlisted_tools: byProfile(z.enum(["none", "ask", "deny"]))
    .optional()
    .describe("What an MCP tool that no rule names means."),
  unlisted_hosts: byProfile(z.enum(["none", "ask", "deny"]))
    .optional()
    .describe("What a host that no rule names means."),
  secrets: z
    .strictObject({
      written: actions(SENT).describe("In what is written to a file."),
      command: actions(SENT).describe("In a command line."),
      argument: actions(SENT).describe("In an argument of a tool."),
      prompt: actions(SENT).describe("In a prompt, the user's or a subagent's."),
      file: actions(MASKED).describe(
        "In a file that is about to be read. mask: when it has been read.",
      ),
      output: actions(MASKED).describe("In what a tool answered."),
    })
    .optional()
    .describe("What comes of a secret; where nothing is said, the rule's own outcome."),
  pii: z
    .record(z.string(), piiActions)
    .optional()
    .describe(
      "What comes of personal data, by entity (payment-card for pii/payment-card) or for any; where nothing is said, what the rule says.",
    ),
  auto_approve: byProfile(z.array(z.string().min(1)))
    .optional()
    .describe(
      "Globs for tools whose input is masked, and the call approved with it, where personal data comes to mask. Default: none.",
    ),
  fingerprint_key: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "must be 64 hexadecimal digits, in lower case")
    .optional()
    .describe("The company's key of the fingerprints of secrets: 32 random bytes."),
  taint: taint
    .optional()
    .describe("What is asked about in a session that has read text that may be an instruction."),
  spool_quota_bytes: byProfile(z.int().min(65_536))
    .optional()
    .describe("Bytes of unsent records that a user may have in the spool."),
  audit: audit.optional().describe("What records tell, and where they go: docs/AUDIT-LOG.md."),
  engines: engines
    .optional()
    .describe("Engines beside the embedded checks, by name. Without a word on one it is off."),
});

/** What one rule lets pass for a time, tested as a rule is. */
export const exception = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must look like kebab-name")
    .describe("Names the exception in records; unique."),
  rule: z.string().min(1).describe("Id of the rule that it lets pass."),
  owner: z
    .string()
    .min(3, "say who answers for it: a person or a team")
    .describe("Who answers for it: a person or a team."),
  reason: clause.describe("Why it is needed, in one clause without a full stop."),
  expires: day.describe("The day from which it no longer holds."),
  scope: scope.optional().describe("Where the exception holds. Default: everywhere."),
  match: z
    .strictObject({
      run: z.array(pattern).min(1).optional().describe("Command patterns, for a command rule."),
      paths: z
        .array(pathGlob)
        .min(1)
        .optional()
        .describe("Path globs, for a path rule or a rule over texts of files."),
      access: z
        .array(z.enum(["read", "write", "delete", "mention"]))
        .min(1)
        .optional()
        .describe(
          "What may be done to those paths, for a path rule. mention: a command of unknown use names it. Default: read.",
        ),
      tools: globs.optional().describe("Globs for tool names, for a tool rule."),
      fingerprints: z
        .array(
          z.string().regex(/^fp1-[0-9a-f]{32}$/, "must look like fp1- and 32 hexadecimal digits"),
        )
        .min(1)
        .optional()
        .describe("Fingerprints of secrets, for a secret rule: toolgate secrets fingerprint."),
      hosts: globs
        .optional()
        .describe("Globs for host names, for an egress rule; a wildcard never stands for a dot."),
    })
    .describe("What it lets pass; narrower than its rule."),
  examples: z
    .strictObject({
      allow: z.array(toolExample).default([]).describe("What it lets pass."),
      deny: z.array(toolExample).default([]).describe("What its rule must still catch."),
    })
    .default({ allow: [], deny: [] })
    .describe("The exception is held to these whenever the rules are built."),
});

export type RuleModeSource = z.output<typeof ruleMode>;
export type PolicySource = z.output<typeof policy>;
export type ExceptionSource = z.output<typeof exception>;
