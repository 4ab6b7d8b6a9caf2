import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Json } from "../../../src/model/json.ts";
import type { IntakeSetting } from "../../../src/audit/intake/open-intake.ts";

export const SPOOL_KEY = Buffer.alloc(32, 7);
export const OWN_UID = process.getuid?.() ?? -1;

/** A place for an intake and what it keeps, and the setting of one in it. */
export function makeSetting(): { setting: IntakeSetting; place: string; remove: () => void } {
  const place = mkdtempSync(path.join(tmpdir(), "toolgate-intake-"));
  mkdirSync(path.join(place, "run"));
  const setting = {
    socket: path.join(place, "run", "intake.sock"),
    directory: path.join(place, "intake"),
    spoolKey: SPOOL_KEY,
    bounds: { quotaBytes: 1024 * 1024, totalBytes: 8 * 1024 * 1024, sync: false },
    deadlineMs: 5000,
    machine: {
      host: "build-7",
      boot: "0f0f0f0f-0000-4000-8000-000000000000",
      nameOf: (uid: number) => Promise.resolve(`user-${uid}`),
      answerableFor: String,
    },
  };
  return { setting, place, remove: () => rmSync(place, { recursive: true, force: true }) };
}

/** As much of a record as the forwarder looks at. */
export function recordOf(uid: number, more: { readonly [name: string]: Json | undefined } = {}) {
  return {
    class_uid: 6003,
    message: "allow PreToolUse Bash",
    actor: { user: { name: `user-${uid}`, uid: String(uid) } },
    src_endpoint: { hostname: "build-7" },
    ...more,
    unmapped: more["unmapped"] ?? { format: 1, integrity: "service" },
  };
}
