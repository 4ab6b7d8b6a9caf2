import type { HostDecision } from "../model/decision.ts";
import type { Outcome } from "../model/finding.ts";
import type { JsonObject } from "../model/json.ts";
import type { Account } from "../model/record.ts";

/** OCSF's words for what the control did: attributes of the security-control profile. */
export function describeControl({ decision, verdict, failure }: Account): JsonObject {
  const disposition = toDisposition(decision.told, verdict?.would ?? "allow");
  const isAlert = failure !== undefined || (verdict?.would ?? decision.outcome) !== "allow";
  return { ...disposition, is_alert: isAlert };
}

/** OCSF's `status`: whether what the agent asked for was done, as far as this event tells. */
export function describeStatus({ decision, event, failure }: Account): JsonObject {
  const status = toStatus(decision.told === "deny", event?.name);
  const code = failure === undefined ? {} : { status_code: failure.stage };
  return { ...status, ...code };
}

const DENIED = { action_id: 2, action: "Denied", disposition_id: 2, disposition: "Blocked" };
const ASKED = { action_id: 99, action: "Ask", disposition_id: 23, disposition: "Challenge" };
const MASKED = { action_id: 4, action: "Modified", disposition_id: 11, disposition: "Corrected" };
const OBSERVED = { action_id: 3, action: "Observed" };

function toDisposition(told: HostDecision, would: Outcome): JsonObject {
  switch (told) {
    case "deny":
      return DENIED;
    case "ask":
      return ASKED;
    case "mask":
      return MASKED;
    case "warn":
      return { ...OBSERVED, disposition_id: 19, disposition: "Alert" };
    case "none":
      // Toolgate does not allow: it leaves the call to the host. Observe mode says what it saw.
      return would === "allow"
        ? { ...OBSERVED, disposition_id: 17, disposition: "Logged" }
        : { ...OBSERVED, disposition_id: 15, disposition: "Detected" };
  }
}

function toStatus(denied: boolean, event: string | undefined): JsonObject {
  if (denied || event === "PostToolUseFailure") return { status_id: 2, status: "Failure" };
  if (event === "PostToolUse") return { status_id: 1, status: "Success" };
  return { status_id: 0, status: "Unknown" };
}
