import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { SegmentSource } from "../../audit/seal/segments.ts";
import { deriveServiceKey, SERVICE_SUFFIX } from "../../audit/intake/service-segment.ts";
import type { Layout } from "../../model/installation.ts";
import { readUid } from "../../platform/actor.ts";
import { readSpoolKey } from "../../platform/read-key.ts";
import { INTAKE_DIRECTORY } from "../../platform/start-intake.ts";

/** Only the forwarder opens these segments, and by name each time: what was moved away is written to no more. */
const LATE_MS = 60_000;

/**
 * From where records come: the hooks' spool, and what came through the socket where there is one.
 *
 * @throws StageError when the key of the records' MAC cannot be read
 */
export function openSources(layout: Layout): readonly SegmentSource[] {
  const { spool, keys, intake } = layout;
  const key = readSpoolKey(keys);
  const hooks = { directory: spool, suffix: ".seg", via: "hook", key, owner: "user" } as const;
  return intake === undefined ? [hooks] : [hooks, openServiceSource(layout, key)];
}

function openServiceSource({ audit }: Layout, key: Uint8Array): SegmentSource {
  const directory = join(audit, INTAKE_DIRECTORY);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  return {
    directory,
    suffix: SERVICE_SUFFIX,
    via: "service",
    key: (uid) => deriveServiceKey(key, uid),
    owner: readUid(),
    lateMs: LATE_MS,
  };
}
