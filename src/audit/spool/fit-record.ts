import type { Json, JsonObject } from "../../model/json.ts";
import { withhold, type ValueHash } from "../withhold.ts";

/**
 * The longest line: what a sink takes (1,000 KiB), less 8 KiB for what sealing and shipping put
 * around it.
 */
export const MAX_RECORD_BYTES = 992 * 1024;

/** Members of a record that is too long are kept up to this size. */
const MAX_KEPT_BYTES = 8 * 1024;

/** As many of a record's members are kept in one that is too long. */
const MAX_KEPT_MEMBERS = 64;

/**
 * The record as JSON of at most `maxBytes`. In one that is longer each large member becomes its
 * size and keyed hash; a record is never dropped for its length.
 */
export function fitRecord(record: JsonObject, maxBytes: number, hash: ValueHash): string {
  const text = JSON.stringify(record);
  if (Buffer.byteLength(text) <= maxBytes) return text;
  const kept: Record<string, Json> = {};
  for (const [key, value] of Object.entries(record).slice(0, MAX_KEPT_MEMBERS)) {
    if (value === undefined) continue;
    const member = JSON.stringify(value);
    kept[key] = Buffer.byteLength(member) <= MAX_KEPT_BYTES ? value : withhold(member, hash);
  }
  // Sealing wants `unmapped` last.
  const { unmapped, ...others } = kept;
  return JSON.stringify({ ...others, cut: withhold(text, hash), unmapped });
}
