import type { Operation } from "../../action/operation/operation.ts";
import { operationsOf, type PlacedOperations } from "../../action/operation/operations-of.ts";
import type { Action } from "../../model/action.ts";
import type { RuleBundle } from "../../model/bundle.ts";
import type { Check, Machine } from "../../model/check.ts";
import type { Finding } from "../../model/finding.ts";
import { UNKNOWN } from "../../model/invocation.ts";
import type { PermissionRule } from "../../model/rule.ts";
import { keyOf, toFinding } from "../../rule/to-finding.ts";
import { judgeOperation, type Judgement } from "./judge-operation.ts";

/** What a call does, in the words of operations, against what its agent may do. */
export const permissionCheck: Check = { name: "permission", inspect };

/** Without a permission rule no operation is looked for. One finding a rule and field, the strictest. */
function inspect(action: Action, rules: RuleBundle, machine: Machine): readonly Finding[] {
  const { permissions } = rules;
  if (permissions === undefined || permissions.length === 0) return [];
  const found = new Map<string, Finding>();
  const placed = operationsOf(action, machine);
  for (const rule of permissions) {
    for (const finding of placed.flatMap((each) => judgeAll(rule, each))) {
      const key = keyOf(finding);
      if (found.get(key)?.outcome !== "deny") found.set(key, finding);
    }
  }
  return [...found.values()];
}

function judgeAll(
  rule: PermissionRule,
  { operations, isCommand, at }: PlacedOperations,
): Finding[] {
  const own = { rule, at };
  if (operations.length === 0 && isCommand && rule.otherwiseCommands !== "none") {
    const judgement = { outcome: rule.otherwiseCommands, pattern: "otherwise_commands" };
    return [report(own, judgement, "no operation")];
  }
  return operations.flatMap((operation) => {
    const judgement = judgeOperation(rule, operation);
    return judgement === undefined ? [] : [report(own, judgement, spell(operation))];
  });
}

interface Place {
  readonly rule: PermissionRule;
  readonly at: PlacedOperations["at"];
}

function report({ rule, at }: Place, { outcome, pattern }: Judgement, what: string): Finding {
  const said = { ...rule, outcome, why: `${rule.why} (${what})` };
  return toFinding(said, { check: "permission", at, pattern, confidence: "high" });
}

/** The operation's name, which is made of our own words and those of commands. The resource is the input's. */
function spell({ name }: Operation): string {
  return name.replaceAll(UNKNOWN, "?");
}
