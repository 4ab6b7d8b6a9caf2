import type { Surface } from "../model/action.ts";
import type { Severity } from "../model/finding.ts";
import type { JsonObject } from "../model/json.ts";
import type { Account } from "../model/record.ts";

/** API Activity of the category Application Activity. */
const CATEGORY_UID = 6;
const CLASS_UID = 6003;

const SEVERITIES = {
  low: { severity_id: 2, severity: "Low" },
  medium: { severity_id: 3, severity: "Medium" },
  high: { severity_id: 4, severity: "High" },
  critical: { severity_id: 5, severity: "Critical" },
} as const;

const CONFIDENCES = {
  low: { confidence_id: 1, confidence: "Low" },
  medium: { confidence_id: 2, confidence: "Medium" },
  high: { confidence_id: 3, confidence: "High" },
} as const;

const ORDER: readonly Severity[] = ["low", "medium", "high", "critical"];

/** OCSF's classification of the event: class, activity, type, severity, confidence. */
export function classify(account: Account): JsonObject {
  const activity = toActivity(account);
  return {
    category_uid: CATEGORY_UID,
    category_name: "Application Activity",
    class_uid: CLASS_UID,
    class_name: "API Activity",
    ...activity,
    type_uid: CLASS_UID * 100 + activity.activity_id,
    type_name: `API Activity: ${activity.activity_name}`,
    ...toSeverity(account),
    ...toConfidence(account),
  };
}

interface Activity {
  readonly activity_id: number;
  readonly activity_name: string;
}

/** What runs may do anything, so OCSF's four verbs fit only a call that runs nothing. */
function toActivity({ event, action }: Account): Activity {
  if (event?.tool === undefined) return { activity_id: 99, activity_name: "Event" };
  const surfaces = action?.surfaces ?? [];
  if (surfaces.some(({ kind }) => kind === "command"))
    return { activity_id: 99, activity_name: "Execute" };
  if (hasAccess(surfaces, "delete")) return { activity_id: 4, activity_name: "Delete" };
  if (hasAccess(surfaces, "write")) return { activity_id: 3, activity_name: "Update" };
  if (hasAccess(surfaces, "read")) return { activity_id: 2, activity_name: "Read" };
  return { activity_id: 99, activity_name: "Call" };
}

function hasAccess(surfaces: readonly Surface[], access: string): boolean {
  return surfaces.some((surface) => surface.kind === "path" && surface.access === access);
}

/** That of the gravest finding that determined the verdict; Toolgate's own failure is grave. */
function toSeverity({ verdict, failure }: Account): JsonObject {
  if (failure !== undefined) return SEVERITIES.high;
  const grave = (verdict?.determining ?? []).map(({ severity }) => ORDER.indexOf(severity));
  const severity = ORDER[Math.max(-1, ...grave)];
  return severity === undefined
    ? { severity_id: 1, severity: "Informational" }
    : SEVERITIES[severity];
}

function toConfidence({ verdict }: Account): JsonObject {
  const first = verdict?.determining[0];
  return first === undefined ? {} : CONFIDENCES[first.confidence];
}
