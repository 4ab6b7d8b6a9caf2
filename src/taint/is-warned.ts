import type { Action } from "../model/action.ts";
import type { CheckName, Finding } from "../model/finding.ts";
import type { Policy } from "../model/policy.ts";
import { toOutcome } from "../verdict/to-verdict.ts";

/** Checks of what a call does; the others are of texts, which say little of it. */
const OF_CALLS: ReadonlySet<CheckName> = new Set([
  "command",
  "path",
  "egress",
  "mcp",
  "permission",
]);

/** A call, and what rules find in it. */
export interface Warned {
  readonly action: Action;
  readonly findings: readonly Finding[];
  readonly policy: Policy;
}

/** Whether a rule warns of what a call does, or of an instruction that it writes where agents obey. */
export function isWarned({ action, findings, policy }: Warned): boolean {
  return findings.some(
    (finding) =>
      toOutcome(finding, policy) === "warn" &&
      (OF_CALLS.has(finding.check) ||
        (finding.check === "injection" && isWritten(finding, action))),
  );
}

function isWritten({ at }: Finding, { surfaces }: Action): boolean {
  return surfaces.some(
    (surface) =>
      surface.kind === "text" && surface.role === "written" && surface.at.field === at.field,
  );
}
