import { existsSync, readFileSync } from "node:fs";
import {
  openNamespace,
  INSTALLER,
  type Namespace,
  type RunOptions,
  type RunResult,
} from "./namespace.ts";

export const HOOKS = "/etc/claude-code/hooks";
export const GUARD = `${HOOKS}/guard`;
export const SPOOL = "/var/spool/toolgate";
export const KEYS = "/var/lib/toolgate/keys";

/** An ordinary user that the user database does not know. */
export const STRANGER = 12345;
/** An ordinary user with a name. */
export const CASEY = 23456;

/** A private system in which `install.sh --system` has run for real. */
export interface Installed extends Namespace {
  /** Feeds one event to the installed guard, as an ordinary user unless told otherwise. */
  readonly ask: (event: object, options?: RunOptions) => Promise<RunResult>;
  /** The records in the spool of one user, oldest first, as parsed lines. */
  readonly readRecords: (user: number) => readonly SpoolLine[];
}

/** What of a spool line these tests look at. */
export interface SpoolLine {
  readonly uid: number;
  /** The line as it stands. */
  readonly text: string;
}

export async function openInstalled(): Promise<Installed> {
  const namespace = await openNamespace();
  await namespace.must(
    "sh",
    "-c",
    `echo 'casey:x:${CASEY}:${CASEY}::/home/casey:/bin/sh' >>/etc/passwd`,
  );
  // It copies a quarter of a gigabyte, on a machine that may be busy.
  const installing = await namespace.run(["bash", INSTALLER, "--system", "--yes"], {
    timeoutMs: 110_000,
  });
  if (installing.code !== 0) throw new Error(JSON.stringify(installing));
  return {
    ...namespace,
    ask: (event, options) =>
      namespace.run([GUARD], { user: STRANGER, input: `${JSON.stringify(event)}\n`, ...options }),
    readRecords: (user) => readSpoolLines(namespace.outside(`${SPOOL}/${user}.seg`)),
  };
}

/** The whole records of a segment; none when there is no segment. */
export function readSpoolLines(file: string): SpoolLine[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8").split("\n").flatMap(parseLine);
}

/** A torn record is no record. */
function parseLine(text: string): SpoolLine[] {
  try {
    return [{ uid: JSON.parse(text).uid, text }];
  } catch {
    return [];
  }
}
