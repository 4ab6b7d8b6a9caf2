import * as z from "zod";
import { command, type CommandSource, facts, pattern } from "./command.ts";
import type { InjectionSource } from "./injection.ts";
import { examples, scope } from "./meta.ts";
import { pii, type PiiSource } from "./pii.ts";
import {
  egress,
  type EgressSource,
  path,
  type PathSource,
  tool,
  type ToolSource,
} from "./places.ts";
import { exception, policy } from "./policy.ts";

/** What any rule file in YAML may hold, a drop-in too. */
export const ruleDocument = z.strictObject({
  policy: policy.optional(),
  exceptions: z.array(exception).default([]),
  commands: z.array(command).default([]),
  paths: z.array(path).default([]),
  tools: z.array(tool).default([]),
  egress: z.array(egress).default([]),
  pii: z.array(pii).default([]),
  programs: z.record(z.string(), facts).default({}),
  hijacking_variables: z.array(z.string().min(1)).default([]),
});

export type RuleDocument = z.output<typeof ruleDocument>;
export type RuleSource =
  | CommandSource
  | PathSource
  | ToolSource
  | EgressSource
  | PiiSource
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
      facts,
      scope,
      examples,
      pattern.out,
    ].flatMap(({ shape }) => Object.keys(shape)),
  ),
];
