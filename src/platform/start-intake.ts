import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { type Intake, type IntakeBounds, openIntake } from "../audit/intake/open-intake.ts";
import { createAnswerableUser } from "../audit/intake/subordinate-ids.ts";
import type { Layout } from "../model/installation.ts";
import type { Policy } from "../model/policy.ts";
import { readBootId } from "./boot-id.ts";
import { readSpoolKey } from "./read-key.ts";
import { findEntry } from "./user-entry.ts";

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

/** How many names are remembered, and for how long in milliseconds. */
const MAX_NAMES = 10_000;
const NAMES_MS = 600_000;

/** Names by user id. A user who is not in the local file may be in a directory: getent(1) asks the C library. */
function createNameOf(): (uid: number) => Promise<string> {
  const names = new Map<number, Promise<string>>();
  let since = performance.now();
  return (uid) => {
    if (performance.now() - since > NAMES_MS || names.size > MAX_NAMES) {
      names.clear();
      since = performance.now();
    }
    const known = names.get(uid) ?? findName(uid);
    names.set(uid, known);
    return known;
  };
}

async function findName(uid: number): Promise<string> {
  const text = readText("/etc/passwd");
  const name = (findEntry(text, uid) ?? findEntry(await getent(uid), uid))?.username;
  return name !== undefined && /^[\w.@\\+-]{1,64}$/.test(name) ? name : `uid:${uid}`;
}

function getent(uid: number): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const options = { timeout: 2000, env: {}, maxBuffer: 64 * 1024 };
  execFile("/usr/bin/getent", ["passwd", String(uid)], options, (_, stdout) => resolve(stdout));
  return promise;
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
