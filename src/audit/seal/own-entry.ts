import type { JsonObject } from "../../model/json.ts";

/** Application Lifecycle of the category Application Activity. */
const CATEGORY_UID = 6;
const CLASS_UID = 6002;

/** The released OCSF version whose attributes an entry has. */
const OCSF_VERSION = "1.9.0";

/** OCSF's id of an activity whose name is ours. */
const OTHER = 99;

const CAPTIONS = {
  start: "Start",
  checkpoint: "Checkpoint",
  file: "File",
  stop: "Stop",
  incident: "Incident",
} as const;

export type OwnEntryKind = keyof typeof CAPTIONS;

/** One entry of the forwarder's own: docs/AUDIT-LOG.md §3. */
export interface OwnEntry {
  readonly kind: OwnEntryKind;
  /** OCSF's `activity_id`: 3 Start, 4 Stop, 99 what OCSF has no word for. */
  readonly activity: 3 | 4 | 99;
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** The machine's name. */
  readonly host: string;
  /** What it says, beside `kind` under `unmapped`; neither `kind` nor `seal` is a name of one. */
  readonly facts: JsonObject;
}

/** The entry as the text of an OCSF event that `seal` can take: `unmapped` is the last member and never empty. */
export function toOwnEntry({ kind, activity, time, host, facts }: OwnEntry): string {
  return JSON.stringify({
    category_uid: CATEGORY_UID,
    class_uid: CLASS_UID,
    activity_id: activity,
    activity_name: activity === OTHER ? CAPTIONS[kind] : undefined,
    type_uid: CLASS_UID * 100 + activity,
    severity_id: toSeverityId(kind, facts),
    status_id: kind === "incident" ? 2 : 1,
    time,
    message: summarize(kind, facts),
    app: { name: "Toolgate", feature: { name: "forward" } },
    device: { hostname: host, type_id: 0 },
    metadata: {
      version: OCSF_VERSION,
      profiles: ["host"],
      product: { name: "Toolgate", feature: { name: "forward" } },
      event_code: kind,
    },
    unmapped: { kind, ...facts },
  });
}

/** 1 Informational, 3 Medium, 4 High: what only somebody with intent leaves behind is high, what a crash leaves is not. */
function toSeverityId(kind: OwnEntryKind, { what }: JsonObject): number {
  if (kind !== "incident") return 1;
  return what === "forged" ? 4 : 3;
}

/** `audit log: incident: torn`, for whoever reads a list of events. */
function summarize(kind: OwnEntryKind, { what }: JsonObject): string {
  return typeof what === "string" ? `audit log: ${kind}: ${what}` : `audit log: ${kind}`;
}
