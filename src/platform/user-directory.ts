import { readFileSync } from "node:fs";
import { execa } from "execa";
import { findEntry } from "./user-entry.ts";

/** Where users stand. */
export interface UserSources {
  /** The local file, passwd(5). */
  readonly passwd: string;
  /** getent(1), which asks the C library, and so whatever directory the machine belongs to. */
  readonly getent: string;
}

const SOURCES: UserSources = { passwd: "/etc/passwd", getent: "/usr/bin/getent" };

/** How many names are remembered, and for how long in milliseconds. */
const MAX_NAMES = 10_000;
const NAMES_MS = 600_000;

/** A hook waits for its name. */
const ASK_MS = 2000;
const MAX_ENTRY_CHARACTERS = 64 * 1024;

/**
 * What users are called, by id: `uid:1000` where nobody knows, or where the name is none that a record can show as it is.
 * A program may be started for it, so no hook asks; the forwarder does.
 */
export function createNameOf(sources = SOURCES): (uid: number) => Promise<string> {
  const names = new Map<number, Promise<string>>();
  let since = performance.now();
  return (uid) => {
    if (performance.now() - since > NAMES_MS || names.size > MAX_NAMES) {
      names.clear();
      since = performance.now();
    }
    const known = names.get(uid) ?? findName(uid, sources);
    names.set(uid, known);
    return known;
  };
}

async function findName(uid: number, { passwd, getent }: UserSources): Promise<string> {
  const local = findEntry(readText(passwd), uid);
  const name = (local ?? findEntry(await ask(getent, uid), uid))?.username;
  return name !== undefined && /^[\w.@\\+-]{1,64}$/.test(name) ? name : `uid:${uid}`;
}

/** Empty where the directory does not know the user, or does not answer. */
async function ask(getent: string, uid: number): Promise<string> {
  const { failed, stdout } = await execa(getent, ["passwd", String(uid)], {
    stdin: "ignore",
    stderr: "ignore",
    cwd: "/",
    env: {},
    extendEnv: false,
    timeout: ASK_MS,
    killSignal: "SIGKILL",
    maxBuffer: MAX_ENTRY_CHARACTERS,
    reject: false,
    windowsHide: true,
  });
  return failed ? "" : stdout;
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
