import type { Decision } from "../model/decision.ts";
import type { HookEvent } from "../model/event.ts";
import { kindOf } from "../model/event-kind.ts";
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
  /** The event's name as far as the input tells it, where there is no event. */
  readonly peekedName: string | undefined;
  /** What the policy makes of a failure; without a policy it is a denial. */
  readonly onFailure: "deny" | "ask";
}

/**
 * The answer to a failure: a denial that names the stage, or a question where the policy prefers one
 * and the event allows one. Never nothing.
 */
export function toFailureDecision(failed: FailedEvaluation): Decision {
  const { error, event, onFailure } = failed;
  const kind = kindOf(event?.name ?? failed.peekedName ?? "");
  const reason = toFailureReason(error, kind === "output");
  if (kind === "call") return failCall(onFailure, reason);
  if (kind === "output") return failOutput(event, reason);
  // Exit code 2 would not stop these; on Stop it would even send the agent on. A name that was only peeked at is
  // not enough to let anything pass.
  const isBeyondUs = kind === "notice" || kind === "failure" || kind === "instructions";
  if (event && isBeyondUs) return tell("warn", "warn", { systemMessage: reason });
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

/** Without the event the answer has no shape to keep, and the host puts an error in its place: no leak either. */
function failOutput(event: HookEvent | undefined, reason: string): Decision {
  const output = event ? withholdOutput(event.response, reason) : `[${reason}]`;
  return tellOutput("deny", toShape(output, event?.tool?.name), reason);
}
