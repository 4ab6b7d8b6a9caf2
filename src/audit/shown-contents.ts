import type { Slot, Surface, TextSurface } from "../model/action.ts";
import type { Finding } from "../model/finding.ts";
import type { Account } from "../model/record.ts";
import type { Verdict } from "../model/verdict.ts";

/** A content that is shown is cut to this many UTF-16 units. */
export const MAX_CONTENT_LENGTH = 32 * 1024;

/** As many findings are kept of a personal-data rule that only observes: where more stand, nobody knows. */
export const MAX_OBSERVED = 8;

/** The one hook that runs every check: what another records, no rule has looked at for secrets and for persons. */
const SCANNING_HOOK = "guard";

/** Which contents of an event the record shows, masked; what it does not show it has size and keyed hash of. */
export interface ShownContents {
  readonly hasString: (slot: Slot) => boolean;
  readonly hasText: (text: TextSurface) => boolean;
}

/**
 * The contents that may be shown under `capture: full`: texts that the checks have seen whole, each finding of which
 * has a place that can be masked. `undefined` where none may.
 */
export function showContents(account: Account): ShownContents | undefined {
  const { capture, hook, action, verdict } = account;
  if (capture !== "full" || hook !== SCANNING_HOOK) return undefined;
  if (action === undefined || verdict === undefined || isBounded(verdict)) return undefined;
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
export function isBounded({ findings, inForce }: Verdict): boolean {
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
