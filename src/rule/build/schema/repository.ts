import * as z from "zod";
import { command, facts, pattern } from "./command.ts";
import { examples, mode, profile } from "./meta.ts";
import { egress, path } from "./places.ts";
import { argument, tool } from "./tool.ts";

const ONLY_STRICTER = "a repository can only make things stricter";

/** A key that the company's files may have and a repository's may not, with what to do instead. */
function notHere(instead: string) {
  return z.never({ error: instead }).optional();
}

/** What a rule has that only its repository wrote. Its id tells it from every rule of the company's. */
function ownMeta(...kinds: readonly string[]) {
  const id = new RegExp(`^(?:${kinds.join("|")})/repository-[a-z0-9]+(-[a-z0-9]+)*$`);
  const shown = kinds.map((kind) => `${kind}/repository-kebab-name`).join(" or ");
  const everywhere = "a repository's rule holds for everybody, in every profile: leave it out";
  const always = "a repository's rule holds as soon as it stands here: leave it out";
  return {
    id: z
      .string()
      .regex(id, `must look like ${shown}`)
      .describe("Stands in messages and records; repository- tells it from the company's."),
    outcome: z
      .enum(["warn", "ask", "deny"], {
        error: `must be warn, ask or deny: ${ONLY_STRICTER}`,
      })
      .describe("What a match comes to."),
    maturity: z
      .enum(["incubating", "stable", "deprecated"], {
        error: "must be incubating, stable or deprecated; to try a rule out, let it warn",
      })
      .default("stable")
      .describe("How well it is tried."),
    mode: notHere("a repository's rule has no mode of its own: to try it out, let it warn"),
    enforce_from: notHere(always),
    profiles: notHere(everywhere),
    scope: notHere(everywhere),
  };
}

const policy = z.strictObject({
  mode: mode.optional().describe("No milder than the company's."),
  rule_modes: z
    .record(z.string(), mode)
    .default({})
    .describe("Per rule id: a mode no milder than the company's."),
  on_failure: z
    .literal("deny", { error: `must be deny: ${ONLY_STRICTER}` })
    .optional()
    .describe("What a failure of Toolgate itself means."),
  on_partial: z
    .enum(["ask", "deny"], { error: `must be ask or deny: ${ONLY_STRICTER}` })
    .optional()
    .describe("What a call that was not wholly understood means."),
  unlisted: z
    .enum(["ask", "deny"], { error: `must be ask or deny: ${ONLY_STRICTER}` })
    .optional()
    .describe("What a command that no rule names means."),
  unlisted_tools: z
    .enum(["ask", "deny"], { error: `must be ask or deny: ${ONLY_STRICTER}` })
    .optional()
    .describe("What an MCP tool that no rule names means."),
  unlisted_hosts: z
    .enum(["ask", "deny"], { error: `must be ask or deny: ${ONLY_STRICTER}` })
    .optional()
    .describe("What a host that no rule names means."),
  profile: notHere("the company chooses the profile: leave it out"),
  enforce_from: notHere("a repository's policy holds as soon as it stands here: leave it out"),
  deadline_ms: notHere("the company sets the deadline: leave it out"),
  on_unprotected: notHere("the company says what an unprotected record means: leave it out"),
  audit: notHere("the company says what is recorded and where it goes: leave it out"),
  spool_quota_bytes: notHere("the company sets the quota: leave it out"),
});

const ownCommand = z.strictObject({ ...command.shape, ...ownMeta("command") });
const ownPath = z.strictObject({ ...path.shape, ...ownMeta("path") });
const ownTool = z.strictObject({ ...tool.shape, ...ownMeta("tool", "mcp") });
const ownEgress = z.strictObject({ ...egress.shape, ...ownMeta("egress") });

const COMPANY_ONLY = "only the company's rule files may have this: ask the security team";

/** What a repository's `.claude/toolgate.yaml` may hold: whatever can only make things stricter. */
export const repositoryDocument = z.strictObject({
  policy: policy.optional().describe("Choices, each stricter than the company's or the same."),
  commands: z.array(ownCommand).default([]).describe("Rules over what runs."),
  paths: z.array(ownPath).default([]).describe("Rules over the files that a call touches."),
  tools: z.array(ownTool).default([]).describe("Rules over tools by name."),
  egress: z.array(ownEgress).default([]).describe("Rules over the hosts that a call talks to."),
  programs: z
    .record(z.string(), facts)
    .default({})
    .describe("How a program, or a program and its subcommand, reads its own words."),
  hijacking_variables: z
    .array(z.string().min(1))
    .default([])
    .describe("Globs for variables that make a program run something else."),
  exceptions: notHere(COMPANY_ONLY),
  pii: notHere(COMPANY_ONLY),
  permissions: notHere(COMPANY_ONLY),
  weakens: notHere(`${ONLY_STRICTER}: leave it out`),
});

export type RepositoryDocument = z.output<typeof repositoryDocument>;

/** Every profile: a repository does not know which of them the company chose. */
export const EVERY_PROFILE = profile.options;

/** Every key of every part, for "did you mean". */
export const REPOSITORY_KEYS: readonly string[] = [
  ...new Set(
    [
      repositoryDocument,
      policy,
      ownCommand,
      ownPath,
      ownTool,
      ownEgress,
      facts,
      examples,
      pattern.out,
      argument.out,
    ].flatMap(({ shape }) => Object.keys(shape)),
  ),
];
