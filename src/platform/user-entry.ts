import { isFileBytes, readRegularFile } from "./read-file.ts";

/** What the user database says of a user. */
export interface UserEntry {
  readonly username: string;
  readonly homedir: string;
}

const PASSWD_FILE = "/etc/passwd";
const MAX_PASSWD_BYTES = 1024 * 1024;

/**
 * The entry of this process's real user, never from the environment; `undefined` for an id without one (a
 * container). On Linux `/etc/passwd` is asked first, as nsswitch.conf(5) has it by default: the C library is
 * asked by `node:os`, and loading that costs half a millisecond of every event.
 */
export function readUserEntry(uid: number): UserEntry | undefined {
  const local = process.platform === "linux" ? readLocalEntry(uid) : undefined;
  return local ?? askLibrary();
}

function readLocalEntry(uid: number): UserEntry | undefined {
  const file = readRegularFile(PASSWD_FILE, MAX_PASSWD_BYTES);
  if (!isFileBytes(file)) return undefined;
  return findEntry(Buffer.from(file.bytes).toString("utf8"), uid);
}

/** The first entry of a user id in the text of a passwd(5) file. */
export function findEntry(text: string, uid: number): UserEntry | undefined {
  const wanted = String(uid);
  for (const line of text.split("\n")) {
    if (!line.includes(wanted)) continue;
    const [username = "", , id, , , homedir = ""] = line.split(":");
    if (id === wanted && username !== "" && homedir.startsWith("/")) return { username, homedir };
  }
  return undefined;
}

function askLibrary(): UserEntry | undefined {
  try {
    return process.getBuiltinModule("node:os").userInfo();
  } catch {
    return undefined;
  }
}
