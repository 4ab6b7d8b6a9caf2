import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import { withhold, type ValueHash } from "../withhold.ts";

/**
 * The longest line: what a sink takes (1,000 KiB), less 8 KiB for what sealing and shipping put
 * around it.
 */
export const MAX_RECORD_BYTES = 992 * 1024;

/** Members of a record that is too long are kept up to this size. */
const MAX_KEPT_BYTES = 8 * 1024;

/** As many members are kept in one that is too long, of the record and again of its `unmapped`. */
const MAX_KEPT_MEMBERS = 48;

/** Longer names are no attribute's. */
const MAX_NAME_LENGTH = 64;

/**
 * The record as JSON of at most `maxBytes`. In one that is longer each large member becomes its size and keyed hash,
 * those of `unmapped` too, in which `cut` then says it of the whole; a record is never dropped for its length.
 * `unmapped` stays the last member and an object, so that the record can be sealed (docs/AUDIT-LOG.md §2).
 */
export function fitRecord(record: JsonObject, maxBytes: number, hash: ValueHash): string {
  const text = JSON.stringify(record);
  if (Buffer.byteLength(text) <= maxBytes) return text;
  const { unmapped, ...attributes } = record;
  const others = isObject(unmapped) ? unmapped : {};
  return JSON.stringify({
    ...keepSmall(attributes, hash),
    unmapped: { ...keepSmall(others, hash), cut: withhold(text, hash) },
  });
}

function keepSmall(members: JsonObject, hash: ValueHash): Record<string, Json> {
  const kept: Record<string, Json> = {};
  const named = Object.entries(members).filter(([name]) => name.length <= MAX_NAME_LENGTH);
  for (const [name, value] of named.slice(0, MAX_KEPT_MEMBERS)) {
    if (value === undefined) continue;
    const member = JSON.stringify(value);
    kept[name] = Buffer.byteLength(member) <= MAX_KEPT_BYTES ? value : withhold(member, hash);
  }
  return kept;
}
