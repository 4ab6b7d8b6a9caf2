import type { SegmentSource } from "../../audit/seal/segments.ts";
import { readSpoolKey } from "../../platform/read-key.ts";
import type { Setting } from "./read-setting.ts";

/**
 * From where records come.
 *
 * @throws StageError when the key of the records' MAC cannot be read
 */
export function openSources({ layout }: Setting): readonly SegmentSource[] {
  const { spool, keys } = layout;
  const key = readSpoolKey(keys);
  return [{ directory: spool, suffix: ".seg", via: "hook", key, owner: "user" }];
}
