import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { SegmentSource } from "../../audit/seal/segments.ts";
import { deriveServiceKey, SERVICE_SUFFIX } from "../../audit/intake/service-segment.ts";
import { readUid } from "../../platform/actor.ts";
import { readSpoolKey } from "../../platform/read-key.ts";
import { INTAKE_DIRECTORY, startIntake } from "../../platform/start-intake.ts";
import { describeError } from "../describe-error.ts";
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

/** Only the forwarder opens these segments, and by name each time: what was moved away is written to no more. */
const LATE_MS = 60_000;

/**
 * @param tell One line for the operator.
 * @throws StageError when the key of the records' MAC cannot be read
 */
export function openSources(setting: Setting, tell: (line: string) => void): Sources {
  const { spool, keys, intake } = setting.layout;
  const key = readSpoolKey(keys);
  const hooks = { directory: spool, suffix: ".seg", via: "hook", key, owner: "user" } as const;
  if (intake === undefined) return { segments: [hooks], start: async () => async () => {} };
  return {
    segments: [hooks, openServiceSource(setting, key)],
    start: (onTaken) => start(setting, onTaken, tell),
  };
}

function openServiceSource({ layout }: Setting, key: Uint8Array): SegmentSource {
  const directory = join(layout.audit, INTAKE_DIRECTORY);
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

/** Without the socket the others' records are sealed and shipped all the same. */
async function start(
  { layout, quotaBytes, deadlineMs, policy }: Setting,
  onTaken: () => void,
  tell: (line: string) => void,
): Promise<() => Promise<void>> {
  try {
    const bounds = { spoolQuotaBytes: quotaBytes, deadlineMs, sync: policy.sync };
    const intake = await startIntake(layout, bounds, onTaken);
    return async () => intake?.close();
  } catch (error) {
    const fault = describeError(error);
    tell(`hooks that cannot reach the spool are denied: no socket at ${layout.intake}: ${fault}`);
    return async () => {};
  }
}
