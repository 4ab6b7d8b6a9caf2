import type { Decision } from "../model/decision.ts";
import type { HookEvent } from "../model/event.ts";
import type { StageError } from "../model/stage.ts";
import { toFailureReason } from "./reason.ts";
import { denyWith, tell, tellOutput } from "./to-decision.ts";
import { toShape } from "./to-shape.ts";
import { withholdOutput } from "./withhold-output.ts";

/** What is known when an evaluation fails. */
export interface FailedEvaluation {
  readonly error: StageError;
  /** The event, if the evaluation came so far. */
  readonly event: HookEvent | undefined;
  /** What the policy makes of a failure; without a policy it is a denial. */
  readonly onFailure: "deny" | "ask";
}

/** Events that the host stops on exit code 2, and events that we do not know: better stopped than missed. */
const GO_ON_REGARDLESS: ReadonlySet<string> = new Set([
  "Stop",
  "SubagentStop",
  "SessionStart",
  "SessionEnd",
  "InstructionsLoaded",
  "PostToolUseFailure",
]);

/**
 * The answer to a failure: a denial that names the stage, or a question where the policy prefers one
 * and the event allows one. Never nothing.
 */
export function toFailureDecision({ error, event, onFailure }: FailedEvaluation): Decision {
  const reason = toFailureReason(error.stage, error.message);
  if (event?.name === "PreToolUse") return failCall(onFailure, reason);
  if (event?.name === "PostToolUse")
    return tellOutput("deny", toShape(withholdOutput(event, reason), event), reason);
  // Exit code 2 would not stop these; on Stop it would even send the agent on.
  if (event && GO_ON_REGARDLESS.has(event.name))
    return tell("warn", "warn", { systemMessage: reason });
  // Without the event's name no JSON answer would be valid for it; exit code 2 needs none.
  return { told: "deny", outcome: "deny", exitCode: 2, stdout: "", stderr: `${reason}\n` };
}

function failCall(onFailure: "deny" | "ask", reason: string): Decision {
  const hookSpecificOutput = {
    hookEventName: "PreToolUse",
    permissionDecision: onFailure,
    permissionDecisionReason: reason,
  };
  return onFailure === "ask"
    ? tell("ask", "ask", { hookSpecificOutput })
    : denyWith({ hookSpecificOutput }, reason);
}
