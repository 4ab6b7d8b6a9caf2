import type { Actor } from "../model/record.ts";
import { readKernelValue } from "./read-kernel-value.ts";
import { readUserEntry, type UserEntry } from "./user-entry.ts";

/**
 * Who runs this process: the real user id from the kernel, the name from the user database, the
 * host's name from the kernel; nothing from the environment. An id without an entry (a container)
 * is named `uid:<id>`. On Windows, which has no user ids, the id is -1.
 */
export function readActor(): Actor {
  const uid = readUid();
  return { uid, user: ownEntry()?.username ?? `uid:${uid}`, host: readHostName() };
}

/** The real user id, or -1 on Windows. */
export function readUid(): number {
  return process.getuid?.() ?? -1;
}

/** Ids of the groups that the kernel counts this process to, its real one among them; `undefined` on Windows. */
export function readGroupIds(): readonly number[] | undefined {
  const real = process.getgid?.();
  const others = process.getgroups?.();
  return real === undefined || others === undefined ? undefined : [...new Set([real, ...others])];
}

/** Home directory from the user database; `/`, as the system itself does, for an id without an entry. */
export function readHome(): string {
  return ownEntry()?.homedir ?? "/";
}

function readHostName(): string {
  const name = readKernelValue("/proc/sys/kernel/hostname");
  return name ?? process.getBuiltinModule("node:os").hostname();
}

let known: { readonly entry: UserEntry | undefined } | undefined;

/** Asked for twice by every event, and never another within one process. */
function ownEntry(): UserEntry | undefined {
  known ??= { entry: readUserEntry(readUid()) };
  return known.entry;
}
