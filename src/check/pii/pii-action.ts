import type { TextSurface } from "../../model/action.ts";
import type { Outcome } from "../../model/finding.ts";
import type { PiiRule } from "../../model/pii-rule.ts";
import type { Policy } from "../../model/policy.ts";
import { matchAny } from "../../rule/glob.ts";

/** What comes of one value. */
export interface PiiOutcome {
  readonly outcome: Outcome;
  /** Whether the place of the value is told: what a tool has answered is masked wherever it is. */
  readonly isPlaced: boolean;
  /** Whether the call may run with the value masked instead. */
  readonly isRewritten: boolean;
}

/** What an outcome depends on besides the rule and the text. */
export interface PiiSetting {
  readonly policy: Pick<Policy, "autoApprove">;
  /** The tool that is called. */
  readonly tool: string | undefined;
}

/**
 * What the rule's actions make of a value where it stands; where they say nothing, the rule's own outcome, and a mask
 * for what can be masked.
 */
export function toPiiOutcome(
  surface: TextSurface,
  { outcome, actions }: Pick<PiiRule, "outcome" | "actions">,
  setting: PiiSetting,
): PiiOutcome {
  const action = actions?.[surface.role];
  if (action === "record") return { outcome: "allow", isPlaced: true, isRewritten: false };
  if (surface.role === "output") return ofOutput(action, outcome, surface.slot !== undefined);
  if (action !== "mask") return { outcome: action ?? outcome, isPlaced: true, isRewritten: false };
  // What has been read comes by again, and is masked then; what is sent away does not.
  if (surface.role === "file")
    return { outcome: surface.isSent ? "deny" : "allow", isPlaced: true, isRewritten: false };
  return { outcome: "deny", isPlaced: true, isRewritten: mayRewrite(surface, setting) };
}

function ofOutput(
  action: PiiRule["outcome"] | "mask" | undefined,
  own: Outcome,
  canMask: boolean,
): PiiOutcome {
  if (action === "warn") return { outcome: "warn", isPlaced: false, isRewritten: false };
  if (action === "ask" || action === "deny")
    return { outcome: action, isPlaced: true, isRewritten: false };
  if (canMask) return { outcome: "warn", isPlaced: true, isRewritten: false };
  return { outcome: action === "mask" ? "deny" : own, isPlaced: false, isRewritten: false };
}

/**
 * A field of the tool's own input as it stands. Never a command line: another one would run than was judged, and a mask
 * means something to a shell.
 */
function mayRewrite({ role, slot }: TextSurface, { policy, tool }: PiiSetting): boolean {
  const { autoApprove = [] } = policy;
  if (tool === undefined || role === "command" || slot?.[0] !== "tool_input") return false;
  return matchAny(autoApprove, tool);
}
