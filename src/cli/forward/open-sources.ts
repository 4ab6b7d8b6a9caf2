import type { SegmentSource } from "../../audit/seal/segments.ts";
import { readSpoolKey } from "../../platform/read-key.ts";
import type { Setting } from "./read-setting.ts";

/** From where records come. */
export interface Sources {
  readonly segments: readonly SegmentSource[];
  /**
   * Opens what brings records to segments of the forwarder's own: to be called when it holds the log.
   *
   * @param onTaken Called when a record has come.
   * @returns ends it: takes nothing more
   */
  readonly start: (onTaken: () => void) => Promise<() => Promise<void>>;
}

/** @throws StageError when the key of the records' MAC cannot be read */
export function openSources({ layout }: Setting): Sources {
  const { spool, keys } = layout;
  const key = readSpoolKey(keys);
  return {
    segments: [{ directory: spool, suffix: ".seg", via: "hook", key, owner: "user" }],
    start: async () => async () => {},
  };
}
