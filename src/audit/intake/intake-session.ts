import { randomBytes } from "node:crypto";
import type { Socket } from "node:net";
import { createKeyedHash } from "../../hash/keyed-hash.ts";
import { MAX_RECORD_BYTES } from "../spool/fit-record.ts";
import type { Admission, Place } from "./admission.ts";
import { checkRecord } from "./check-record.ts";
import { LineFault, LineSocket } from "./line-socket.ts";
import { type Challenge, MAX_LINES, PROVED, type Welcome } from "./protocol.ts";
import { Refusal, type RefusalReason, toRefusal } from "./refusal.ts";
import { isNote, type ServiceNotes } from "./service-notes.ts";
import { deriveServiceKey } from "./service-segment.ts";
import type { ServiceSegments } from "./service-segments.ts";
import { takeProof } from "./take-proof.ts";
import type { UserBound } from "./user-bound.ts";

/** What the machine says of itself and its users. */
export interface IntakeMachine {
  readonly host: string;
  /** See `readBootId`. */
  readonly boot: string;
  /** What a user is called. */
  readonly nameOf: (uid: number) => Promise<string>;
  /** Whose share a user's connections are counted to. */
  readonly answerableFor: (uid: number) => string;
}

/** What all sessions have in common. */
export interface IntakeParts {
  readonly machine: IntakeMachine;
  /** Where hooks show who they are; absent where files have no owners. */
  readonly proofs: string | undefined;
  readonly spoolKey: Uint8Array;
  readonly admission: Admission;
  readonly users: UserBound;
  readonly segments: ServiceSegments;
  readonly notes: ServiceNotes;
  /** The policy's. */
  readonly deadlineMs: () => number;
  /** Told of each line that is where it belongs. */
  readonly onTaken: () => void;
}

/** How long a hook may take to prove who it is, and beyond the policy's deadline to judge its event, milliseconds. */
const PROVE_MS = 5000;
const SPARE_MS = 5000;

/**
 * Speaks with one hook to its end. Never throws: what goes wrong ends the connection, and so denies the call.
 *
 * @returns Why the hook was refused, if it was.
 */
export async function serveHook(
  socket: Socket,
  parts: IntakeParts,
): Promise<RefusalReason | undefined> {
  const place = parts.admission.enter(() => socket.destroy());
  const lines = new LineSocket(socket, place.hold);
  try {
    await takeLines(lines, await recognise(lines, place, parts), parts);
    return undefined;
  } catch (error) {
    const refusal = toTold(error);
    if (refusal === undefined) return undefined;
    lines.send(JSON.stringify({ refused: refusal.message }));
    return refusal.reason;
  } finally {
    lines.end();
    // Not sooner: what is still to be sent to who does not listen is held until then.
    if (socket.closed) place.leave();
    else socket.once("close", place.leave);
  }
}

const REASONS = { much: "busy", long: "record", late: "late" } as const;

/** What the hook is told, who stops a person by it; nothing where there is nobody to tell. */
function toTold(error: unknown): Refusal | undefined {
  if (error instanceof LineFault) return new Refusal(REASONS[error.kind], error.message);
  return error instanceof Refusal ? error : undefined;
}

async function recognise(lines: LineSocket, place: Place, parts: IntakeParts): Promise<Welcome> {
  const { machine, notes, spoolKey, users } = parts;
  const uid = await prove(lines, parts.proofs);
  if (!place.admit(machine.answerableFor(uid))) throw new Refusal("busy", "too many calls at once");
  if (!(await orRefuse(users.admit(uid))))
    throw new Refusal("full", "records of too many users wait, or of too many ids of one user");
  const welcome: Welcome = {
    uid,
    user: await machine.nameOf(uid),
    host: machine.host,
    boot: machine.boot,
    key: deriveServiceKey(spoolKey, uid).toString("hex"),
    notes: await orRefuse(notes.read(uid, Date.now())),
  };
  lines.send(JSON.stringify(welcome));
  return welcome;
}

async function prove(lines: LineSocket, directory: string | undefined): Promise<number> {
  const name = randomBytes(16).toString("hex");
  const since = Date.now();
  const challenge: Challenge = { v: 1, proof: directory === undefined ? null : name };
  lines.send(JSON.stringify(challenge));
  if (!(await saysProved(lines))) throw new Refusal("language", "it does not speak this language");
  if (directory === undefined) return -1;
  return takeProof({ directory, name, since }).catch((error: Error) => {
    throw new Refusal("proof", error.message);
  });
}

/** Who says more than that word is not busy, and has no record: he is no hook. */
async function saysProved(lines: LineSocket): Promise<boolean> {
  try {
    return (await lines.readLine(PROVED.length, PROVE_MS)).toString("latin1") === PROVED;
  } catch (error) {
    if (error instanceof LineFault && error.kind !== "late") return false;
    throw error;
  }
}

async function takeLines(lines: LineSocket, who: Welcome, parts: IntakeParts): Promise<void> {
  const key = Buffer.from(who.key, "hex");
  const hash = createKeyedHash(key);
  for (let taken = 0; taken < MAX_LINES; taken += 1) {
    const line = await lines.readLine(MAX_RECORD_BYTES, parts.deadlineMs() + SPARE_MS);
    if (isNote(line)) await orRefuse(parts.notes.append(who.uid, line, hash));
    else {
      checkRecord(line, who, key);
      await parts.segments.append(who.uid, line);
    }
    parts.onTaken();
    lines.send('{"taken":true}');
  }
}

async function orRefuse<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw toRefusal(error);
  }
}
