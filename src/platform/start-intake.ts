import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { type Intake, type IntakeBounds, openIntake } from "../audit/intake/open-intake.ts";
import { createAnswerableUser } from "../audit/intake/subordinate-ids.ts";
import type { Layout } from "../model/installation.ts";
import type { Policy } from "../model/policy.ts";
import { readBootId } from "./boot-id.ts";
import { readSpoolKey } from "./read-key.ts";
import { createNameOf } from "./user-directory.ts";

/** What the policy says of it. */
export interface IntakePolicy extends Pick<Policy, "deadlineMs" | "spoolQuotaBytes"> {
  /** Whether a record counts as taken only when it is on the disk. */
  readonly sync: boolean;
}

/** Where the segments are kept that came through the socket, in the forwarder's directory. */
export const INTAKE_DIRECTORY = "intake";

/** All users together may have so many times the quota waiting. */
const TOTAL_QUOTAS = 8;

/**
 * Opens the socket for hooks that cannot reach the spool, where the layout names one.
 *
 * @param onTaken Told of each record that has come.
 * @throws Error of the file system, or of the socket; StageError("privilege") where the key cannot be read.
 */
export async function startIntake(
  layout: Layout,
  policy: IntakePolicy,
  onTaken: () => void = () => {},
): Promise<Intake | undefined> {
  if (layout.intake === undefined) return undefined;
  return openIntake({
    socket: layout.intake,
    directory: join(layout.audit, INTAKE_DIRECTORY),
    spoolKey: readSpoolKey(layout.keys),
    ...toBounds(policy),
    onTaken,
    machine: {
      host: hostname(),
      boot: readBootId(),
      nameOf: createNameOf(),
      answerableFor: createAnswerableUser(readText("/etc/subuid")),
    },
  });
}

/** What the socket takes under a policy. */
export function toBounds({ deadlineMs, spoolQuotaBytes, sync }: IntakePolicy): IntakeBounds {
  const totalBytes = TOTAL_QUOTAS * spoolQuotaBytes;
  return { bounds: { quotaBytes: spoolQuotaBytes, totalBytes, sync }, deadlineMs };
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
