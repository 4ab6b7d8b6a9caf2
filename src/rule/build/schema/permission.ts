import * as z from "zod";
import type { Outcome } from "../../../model/finding.ts";
import { meta } from "./meta.ts";

/** `git:push on repos/*`, or the same with what it needs besides. */
export const permissionEntry = z.preprocess(
  (given) => (typeof given === "string" ? { action: given } : given),
  z.strictObject({
    action: z.string().min(1).describe("OPERATION on RESOURCE, each with * for anything."),
    requires_approval: z
      .boolean()
      .default(false)
      .describe("A person is asked each time, although it is allowed."),
  }),
);

const entries = z.array(permissionEntry).default([]);

const { outcome: _, ...own } = meta("permission");

export const permission = z
  .strictObject({
    ...own,
    outcome: z
      .never({ error: "a permission rule has its outcomes in allow, ask, deny and otherwise" })
      .optional(),
    allow: entries.describe("Operations that pass, unless another rule stops them."),
    policies: entries.describe("The same as allow, in the words of the company's access policies."),
    ask: entries.describe("Operations that a person is asked about."),
    deny: entries.describe("Operations that are denied."),
    otherwise: z
      .enum(["none", "ask", "deny"])
      .optional()
      .describe(
        "What other operations come to. Default: deny where something is allowed, or none.",
      ),
    otherwise_commands: z
      .enum(["none", "ask", "deny"])
      .default("none")
      .describe("What commands come to that are no operation at all, as ls."),
  })
  .transform((rule) => {
    const otherwise = rule.otherwise ?? (allowed(rule).length > 0 ? "deny" : "none");
    const outcome = strictestOf({ ...rule, otherwise });
    return {
      ...rule,
      otherwise,
      outcome: { standard: outcome, strict: outcome, observe: outcome },
    };
  });

type Entries = z.output<typeof entries>;

interface Lists {
  readonly allow: Entries;
  readonly policies: Entries;
  readonly ask: Entries;
  readonly deny: Entries;
}

function allowed({ allow, policies }: Pick<Lists, "allow" | "policies">): Entries {
  return [...allow, ...policies];
}

type Otherwise = "none" | "ask" | "deny";

/** The strictest that anything comes to by the rule. */
function strictestOf(
  rule: Lists & { readonly otherwise: Otherwise; readonly otherwise_commands: Otherwise },
): Outcome {
  const words = new Set([rule.otherwise, rule.otherwise_commands]);
  if (rule.deny.length > 0 || words.has("deny")) return "deny";
  const needsApproval = allowed(rule).some(({ requires_approval }) => requires_approval);
  return rule.ask.length > 0 || needsApproval || words.has("ask") ? "ask" : "allow";
}

export type PermissionSource = z.output<typeof permission>;
