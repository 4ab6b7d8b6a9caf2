import type { HostDecision } from "../model/decision.ts";
import type { Outcome } from "../model/finding.ts";
import type { JsonObject } from "../model/json.ts";
import type { Account } from "../model/record.ts";

/** What the control did and whether the call was done: ids of OCSF, and captions of our own. */
export function describeOutcome({ decision, event, verdict, failure }: Account): JsonObject {
  const { told } = decision;
  const would = verdict?.would ?? decision.outcome;
  return {
    status_id: toStatusId(told === "deny", event?.name),
    status_code: failure?.stage,
    action_id: toActionId(told),
    // 99 has the meaning that the product gives it.
    action: told === "ask" ? "Ask" : undefined,
    disposition_id: toDispositionId(told, verdict?.would ?? "allow"),
    is_alert: failure !== undefined || would !== "allow",
  };
}

/** 2 Denied, 3 Observed, 4 Modified, 99 Other. */
function toActionId(told: HostDecision): number {
  if (told === "deny") return 2;
  if (told === "mask") return 4;
  return told === "ask" ? 99 : 3;
}

function toDispositionId(told: HostDecision, would: Outcome): number {
  switch (told) {
    case "deny":
      return BLOCKED;
    case "ask":
      return CHALLENGE;
    case "mask":
      return CORRECTED;
    case "warn":
      return ALERT;
    case "none":
      // Toolgate does not allow: it leaves the call to the host. Observe mode says what it saw.
      return would === "allow" ? LOGGED : DETECTED;
  }
}

const BLOCKED = 2;
const CORRECTED = 11;
const DETECTED = 15;
const LOGGED = 17;
const ALERT = 19;
const CHALLENGE = 23;

/** 0 Unknown, 1 Success, 2 Failure: as far as this event tells. */
function toStatusId(denied: boolean, event: string | undefined): number {
  if (denied || event === "PostToolUseFailure") return 2;
  return event === "PostToolUse" ? 1 : 0;
}
