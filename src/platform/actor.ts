import { hostname, userInfo } from "node:os";
import type { Actor } from "../model/record.ts";

/**
 * Who runs this process: the real user id from the kernel, the name from the user database, the
 * host's name from the kernel; nothing from the environment. An id without an entry (a container)
 * is named `uid:<id>`. On Windows, which has no user ids, the id is -1.
 */
export function readActor(): Actor {
  const uid = readUid();
  return { uid, user: readUserEntry()?.username ?? `uid:${uid}`, host: hostname() };
}

/** The real user id, or -1 on Windows. */
export function readUid(): number {
  return process.getuid?.() ?? -1;
}

/** Home directory from the user database; `/`, as the system itself does, for an id without an entry. */
export function readHome(): string {
  return readUserEntry()?.homedir ?? "/";
}

function readUserEntry(): { readonly username: string; readonly homedir: string } | undefined {
  try {
    return userInfo();
  } catch {
    return undefined;
  }
}
