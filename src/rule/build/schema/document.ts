import * as z from "zod";
import { command, type CommandSource, facts, pattern } from "./command.ts";
import type { InjectionSource } from "./injection.ts";
import { clause, examples, scope } from "./meta.ts";
import { permission, permissionEntry, type PermissionSource } from "./permission.ts";
import { pii, type PiiSource } from "./pii.ts";
import { egress, type EgressSource, path, type PathSource } from "./places.ts";
import { exception, policy } from "./policy.ts";
import { argument, tool, type ToolSource } from "./tool.ts";

/** What any rule file in YAML may hold, a drop-in too. */
export const ruleDocument = z.strictObject({
  weakens: clause.optional().describe("In a drop-in: why it may make the files before it milder."),
  policy: policy.optional().describe("Choices: what the findings of the rules come to."),
  exceptions: z
    .array(exception)
    .default([])
    .describe("What one rule lets pass, for somebody and for a time."),
  commands: z.array(command).default([]).describe("Rules over what runs."),
  paths: z.array(path).default([]).describe("Rules over the files that a call touches."),
  tools: z.array(tool).default([]).describe("Rules over tools by name."),
  egress: z.array(egress).default([]).describe("Rules over the hosts that a call talks to."),
  pii: z.array(pii).default([]).describe("Rules over personal data in texts."),
  permissions: z
    .array(permission)
    .default([])
    .describe("What an agent may do, in the words of operations: git:push on repos/*."),
  programs: z
    .record(z.string(), facts)
    .default({})
    .describe("How a program, or a program and its subcommand, reads its own words."),
  hijacking_variables: z
    .array(z.string().min(1))
    .default([])
    .describe("Globs for variables that make a program run something else."),
});

export type RuleDocument = z.output<typeof ruleDocument>;
export type RuleSource =
  | CommandSource
  | PathSource
  | ToolSource
  | EgressSource
  | PiiSource
  | PermissionSource
  | InjectionSource;

/** Every key of every part, for "did you mean". */
export const RULE_KEYS: readonly string[] = [
  ...new Set(
    [
      ruleDocument,
      policy,
      exception,
      exception.shape.match,
      command,
      path,
      tool,
      egress,
      pii,
      permission.in,
      permissionEntry.out,
      facts,
      scope,
      examples,
      pattern.out,
      argument.out,
      egress.shape.carries.unwrap(),
    ].flatMap(({ shape }) => Object.keys(shape)),
  ),
];
