import type { Slot, Surface, TextSurface } from "../model/action.ts";
import type { Capture } from "../model/audit-policy.ts";
import type { Finding } from "../model/finding.ts";
import type { Account } from "../model/record.ts";
import type { Verdict } from "../model/verdict.ts";

/** A content that is shown is cut to this many UTF-16 units. */
export const MAX_CONTENT_LENGTH = 32 * 1024;

/** As many findings are kept of a personal-data rule that only observes: where more stand, nobody knows. */
const MAX_OBSERVED = 8;

/** The one hook that runs every check: what another records, no rule has looked at for secrets and for persons. */
const SCANNING_HOOK = "guard";

/** Which contents of an event the record shows, masked; what it does not show it has size and keyed hash of. */
export interface ShownContents {
  readonly hasString: (slot: Slot) => boolean;
  readonly hasText: (text: TextSurface) => boolean;
}

/**
 * How much a record tells: no more than the policy says, no contents where not every check has looked at them, and
 * where more was found than the findings can tell of, nothing of the kind in which that is.
 */
export function captureOf({ capture, hook, verdict }: Account): Capture {
  const isShort = verdict !== undefined && isBounded(verdict);
  if (isShort && !verdict.findings.every(({ at }) => CONTENT_FIELD.test(at.field))) return "hash";
  return capture === "full" && (isShort || hook !== SCANNING_HOOK) ? "redacted" : capture;
}

/** Fields that hold a content and nothing that describes the call. */
const CONTENT_FIELD = /^(?:tool_response|prompt|error)(?:\.|$)/;

/**
 * The contents that may be shown: texts that the checks have seen whole, each finding of which has a place that can be
 * masked. `undefined` where none may.
 */
export function showContents({ capture, action, verdict }: Account): ShownContents | undefined {
  if (capture !== "full" || action === undefined || verdict === undefined) return undefined;
  const hidden = new Set(verdict.findings.filter(isHidden).map(({ at }) => at.field));
  // What stands nobody knows where could stand in each.
  if (hidden.has("")) return undefined;
  const seen = new Set(action.surfaces.flatMap(toSlotKey));
  return {
    hasString: (slot) => seen.has(JSON.stringify(slot)) && !hidden.has(slot.join(".")),
    hasText: ({ at }) => !hidden.has(at.field),
  };
}

/** A secret or a personal value that stands in its field in a way that cannot be masked. */
export function isHidden({ check, span }: Finding): boolean {
  return (check === "secret" || check === "pii") && span === undefined;
}

/** Whether more was found than the findings tell of. */
function isBounded({ findings, inForce }: Verdict): boolean {
  if (findings.some(({ rule }) => rule === "self/too-many-findings")) return true;
  const observed = findings.filter((each) => each.check === "pii" && !inForce.includes(each));
  const counts = Map.groupBy(observed, ({ rule }) => rule);
  return [...counts.values()].some(({ length }) => length >= MAX_OBSERVED);
}

function toSlotKey(surface: Surface): string[] {
  return surface.kind === "text" && surface.slot !== undefined
    ? [JSON.stringify(surface.slot)]
    : [];
}
