import { lstatSync } from "node:fs";
import { dirname } from "node:path";
import { readErrorCode } from "../model/error-code.ts";
import type { Handover, HandoverFault } from "../model/handover.ts";
import { StageError } from "../model/stage.ts";
import { readUid } from "./actor.ts";
import { loadPart, type PartLoader } from "./load-part.ts";

/** How long the forwarder may take to know who we are. A machine that starts many agents at once is slow. */
const WITHIN_MS = 3000;

/**
 * Opens the way by the forwarder for a hook that cannot reach the spool, by the part of the executable that is for it
 * (src/audit/intake/hand-over.ts).
 *
 * @throws StageError("privilege") that says what is wrong, and what to do.
 */
export async function loadHandover(load: PartLoader, socket: string): Promise<Handover> {
  try {
    assertOthers(socket);
    const { openHandover } = loadPart(load, "intake", isIntakePart);
    return await openHandover({ socket, withinMs: WITHIN_MS });
  } catch (error) {
    const fault = error instanceof Error ? error.message : "something that is not an error";
    const remedy = isHandoverFault(error) ? error.remedy : START;
    throw new StageError("privilege", `${CAUSE} (${socket}: ${fault}); ${remedy}`, {
      cause: error,
    });
  }
}

const CAUSE =
  "the audit spool is not reachable, as the setgid bit did not take (no_new_privs, nosuid or a container?), and the forwarder does not stand in for it";
/** Where it is not known that it runs. */
const START =
  "start the service toolgate-forward, and let what encloses this process see that directory";

/** A user's own directory at that place is a sandbox's, and so would its forwarder be. */
function assertOthers(socket: string): void {
  if (process.platform === "win32") return;
  const { uid, mode } = look(dirname(socket));
  if (uid === readUid()) throw new Error("its directory is this user's own");
  if ((mode & 0o022) !== 0) throw new Error("its directory can be written by others");
}

function look(directory: string): { readonly uid: number; readonly mode: number } {
  try {
    return lstatSync(directory);
  } catch (error) {
    throw new Error(readErrorCode(error), { cause: error });
  }
}

function isHandoverFault(error: unknown): error is HandoverFault {
  return error instanceof Error && "remedy" in error && typeof error.remedy === "string";
}

interface IntakePart {
  readonly openHandover: (setting: {
    readonly socket: string;
    readonly withinMs: number;
  }) => Promise<Handover>;
}

function isIntakePart(exports: unknown): exports is IntakePart {
  return (
    typeof exports === "object" &&
    exports !== null &&
    "openHandover" in exports &&
    typeof exports.openHandover === "function"
  );
}
