import { closeSync, constants, openSync, unlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { createKeyedHash } from "../../hash/keyed-hash.ts";
import { readErrorCode } from "../../model/error-code.ts";
import type { Handover } from "../../model/handover.ts";
import { toLine } from "../spool/create-spool.ts";
import { createRandomId } from "../spool/random-id.ts";
import { connect } from "./connect.ts";
import { createServiceTaint } from "./service-taint.ts";
import type { LineSocket } from "./line-socket.ts";
import {
  AnsweredFault,
  MAX_REPLY_BYTES,
  PROVED,
  readChallenge,
  readTaken,
  readWelcome,
} from "./protocol.ts";

/** Where the forwarder is found. */
export interface HandoverSetting {
  /** Path of its socket, or name of its pipe. */
  readonly socket: string;
  /** How long it may take until the forwarder knows who we are, in milliseconds. */
  readonly withinMs: number;
}

/**
 * Proves to the forwarder who runs this process, and gives what a record is written with. Nothing is sent until
 * `deliver`; see docs/adr/0013.
 *
 * @throws Error whose message is why not, as a clause; an AnsweredFault where the forwarder was reached.
 */
export async function openHandover({ socket, withinMs }: HandoverSetting): Promise<Handover> {
  const bounds = { againMs: withinMs / 2, withinMs, maxBytes: MAX_REPLY_BYTES };
  const { lines, first } = await connect({ path: socket, ...bounds });
  const read = async (ms: number): Promise<string> =>
    (await lines.readLine(MAX_REPLY_BYTES, ms)).toString("utf8");
  const { proof } = readChallenge(first.toString("utf8"));
  const path = proof === null ? undefined : join(dirname(socket), "proofs", proof);
  if (path !== undefined) createProof(path);
  lines.send(PROVED);
  try {
    const welcome = readWelcome(await read(withinMs));
    return createHandover(welcome, lines, read);
  } catch (error) {
    if (path !== undefined) removeProof(path);
    throw error;
  }
}

const LET_WRITE = "let what encloses this process write to that directory";

/** Nobody may open what is created: no other program makes such a file by accident. */
function createProof(path: string): void {
  const { O_CREAT, O_EXCL, O_WRONLY } = constants;
  try {
    closeSync(openSync(path, O_CREAT | O_EXCL | O_WRONLY, 0));
  } catch (error) {
    const message = `no proof can be created: ${readErrorCode(error)}`;
    throw new AnsweredFault(message, LET_WRITE, { cause: error });
  }
}

/** The forwarder does it; where it has gone away, we do. */
function removeProof(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // It is gone already.
  }
}

function createHandover(
  { uid, user, host, boot, key: hex, notes }: ReturnType<typeof readWelcome>,
  lines: LineSocket,
  read: (withinMs: number) => Promise<string>,
): Handover {
  const hash = createKeyedHash(Buffer.from(hex, "hex"));
  const pending: Buffer[] = [];
  let next: string | undefined;
  const nextId = (): string => (next ??= createRandomId());
  const send = (line: Buffer): void => void pending.push(line);
  return {
    actor: { uid, user, host },
    taint: createServiceTaint({ notes, hash, recordId: nextId, send }),
    spool: {
      integrity: "service",
      // The forwarder counts what waits, and refuses.
      usedBytes: 0,
      keyedHash: (data) => hash("toolgate/value/1", data),
      nextId,
      append: (record) => {
        const id = nextId();
        next = undefined;
        send(toLine(record, { id, uid, boot }, hash));
      },
    },
    deliver: async (withinMs) => {
      for (const line of pending.splice(0)) {
        lines.send(line.subarray(1, -1)); // the newlines around it are the forwarder's to write
        readTaken(await read(withinMs));
      }
      lines.end();
    },
  };
}
