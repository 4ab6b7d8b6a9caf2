import { applySpans } from "../mask/apply-spans.ts";
import type { Decision } from "../model/decision.ts";
import { kindOf } from "../model/event-kind.ts";
import type { HookEvent } from "../model/event.ts";
import { type Outcome, spansOf } from "../model/finding.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { Verdict } from "../model/verdict.ts";
import { maskedForm } from "./masked-form.ts";
import { toReason } from "./reason.ts";
import { rewriteInput } from "./rewrite-input.ts";
import { toShape } from "./to-shape.ts";
import { withholdOutput } from "./withhold-output.ts";

const NOTHING_TO_SAY = { told: "none", exitCode: 0, stdout: "", stderr: "" } as const;

/** The verdict in the host's terms: what each event's answer can say differs (docs/HOST.md). */
export function toDecision(verdict: Verdict, event: HookEvent): Decision {
  switch (kindOf(event.name)) {
    case "call":
      return decideCall(verdict, event);
    case "permission":
      return decidePermission(verdict);
    case "output":
      return decideOutput(verdict, event);
    case "failure":
    case "instructions":
      return remark(verdict);
    case "prompt":
    case "config":
      return decideBlockable(verdict);
    case "notice":
      return { ...NOTHING_TO_SAY, outcome: "allow" };
    case "unknown":
      return decideUnknown(verdict);
  }
}

/** Nothing can be stopped or asked here, but the person can be told. */
function remark(verdict: Verdict): Decision {
  if (verdict.outcome === "allow") return { ...NOTHING_TO_SAY, outcome: "allow" };
  return tell("warn", "warn", { systemMessage: toReason(verdict) });
}

/** What an unknown event's answer may say is unknown too; exit code 2 is the one thing that may stop it. */
function decideUnknown(verdict: Verdict): Decision {
  if (verdict.outcome !== "deny") return { ...NOTHING_TO_SAY, outcome: verdict.outcome };
  const stderr = `${toReason(verdict)}\n`;
  return { told: "deny", outcome: "deny", exitCode: 2, stdout: "", stderr };
}

function decideCall(verdict: Verdict, event: HookEvent): Decision {
  const rewritten = rewriteInput(verdict, event);
  if (rewritten !== undefined) return approveRewritten(rewritten, verdict);
  const hint = maskedForm(verdict, event);
  const reason = toReason(verdict, { hint });
  switch (verdict.outcome) {
    case "allow":
      return { ...NOTHING_TO_SAY, outcome: "allow" };
    case "warn":
      return tell("warn", "warn", { systemMessage: toReason(verdict) });
    case "ask":
      return tell("ask", "ask", { hookSpecificOutput: permission("ask", reason) });
    case "deny":
      return denyWith({ hookSpecificOutput: permission("deny", reason) }, reason);
  }
}

/** The call runs with what was masked, and the model is told: it has said something else. */
function approveRewritten(updatedInput: JsonObject, verdict: Verdict): Decision {
  const reason = toReason(verdict, { verb: "masked" });
  const additionalContext = `${reason} The call ran with the mask in its place.`;
  return tell("mask", "warn", {
    systemMessage: reason,
    hookSpecificOutput: { ...permission("allow", reason), updatedInput, additionalContext },
  });
}

function permission(decision: "allow" | "ask" | "deny", reason: string): JsonObject {
  return {
    hookEventName: "PreToolUse",
    permissionDecision: decision,
    permissionDecisionReason: reason,
  };
}

/** The person is being asked already: only a denial has something to add. */
function decidePermission(verdict: Verdict): Decision {
  if (verdict.outcome !== "deny") return { ...NOTHING_TO_SAY, outcome: verdict.outcome };
  const message = toReason(verdict);
  const hookSpecificOutput = {
    hookEventName: "PermissionRequest",
    decision: { behavior: "deny", message },
  };
  return denyWith({ hookSpecificOutput }, message);
}

/** A prompt or a change of settings can be stopped, but nobody can be asked about it. */
function decideBlockable(verdict: Verdict): Decision {
  const reason = toReason(verdict);
  if (verdict.outcome === "allow") return { ...NOTHING_TO_SAY, outcome: "allow" };
  if (verdict.outcome === "warn") return tell("warn", "warn", { systemMessage: reason });
  return denyWith({ decision: "block", reason }, reason);
}

/**
 * The tool has run. What it answered can be masked or withheld, in the very shape of the answer, with
 * exit code 0: on any other the host would hand the original to the model.
 */
function decideOutput(verdict: Verdict, event: HookEvent): Decision {
  const { outcome } = verdict;
  if (outcome === "allow") return { ...NOTHING_TO_SAY, outcome };
  if (outcome === "deny" || outcome === "ask") {
    const reason = toReason(verdict, { verb: "withheld" });
    return tellOutput(
      "deny",
      toShape(withholdOutput(event.response, reason), event.tool?.name),
      reason,
    );
  }
  const spans = verdict.inForce.flatMap(spansOf);
  if (spans.length === 0) return tell("warn", "warn", { systemMessage: toReason(verdict) });
  const masked = applySpans(event.body, spans)["tool_response"] ?? null;
  return tellOutput(
    "warn",
    toShape(masked, event.tool?.name),
    toReason(verdict, { verb: "masked" }),
  );
}

/** What the model is to see in the place of the tool's answer. */
export function tellOutput(
  outcome: "warn" | "deny",
  updatedToolOutput: Json,
  reason: string,
): Decision {
  const hookSpecificOutput = { hookEventName: "PostToolUse", updatedToolOutput };
  return tell("mask", outcome, { systemMessage: reason, hookSpecificOutput });
}

/** An answer that is not a denial: exit code 0, and the JSON says the rest. */
export function tell(told: Decision["told"], outcome: Outcome, answer: JsonObject): Decision {
  return { told, outcome, exitCode: 0, stdout: toLine(answer), stderr: "" };
}

/** Exit code 2 denies whatever becomes of stdout; the JSON beside it gives the host a cleaner message. */
export function denyWith(answer: JsonObject, reason: string): Decision {
  return {
    told: "deny",
    outcome: "deny",
    exitCode: 2,
    stdout: toLine(answer),
    stderr: `${reason}\n`,
  };
}

function toLine(answer: Json): string {
  return `${JSON.stringify(answer)}\n`;
}
