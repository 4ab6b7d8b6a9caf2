import type { Surface } from "../model/action.ts";
import type { JsonObject } from "../model/json.ts";
import type { Account } from "../model/record.ts";

/** API Activity of the category Application Activity. */
const CATEGORY_UID = 6;
const CLASS_UID = 6003;

/** OCSF's ids, which rise with the gravity; 1 is Informational. */
const SEVERITY_IDS = { low: 2, medium: 3, high: 4, critical: 5 } as const;

const CONFIDENCE_IDS = { low: 1, medium: 2, high: 3 } as const;

/**
 * OCSF's classification of the event: class, activity, type, severity, confidence. By id only: the
 * captions stand in OCSF, and every byte of a record is hashed on the way of the call.
 */
export function classify(account: Account): JsonObject {
  const { activity_id, activity_name } = toActivity(account);
  const first = account.verdict?.determining[0];
  return {
    category_uid: CATEGORY_UID,
    class_uid: CLASS_UID,
    activity_id,
    activity_name,
    type_uid: CLASS_UID * 100 + activity_id,
    severity_id: toSeverityId(account),
    confidence_id: first && CONFIDENCE_IDS[first.confidence],
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
function toSeverityId({ verdict, failure }: Account): number {
  if (failure !== undefined) return SEVERITY_IDS.high;
  let gravest = 1;
  for (const { severity } of verdict?.determining ?? [])
    gravest = Math.max(gravest, SEVERITY_IDS[severity]);
  return gravest;
}
