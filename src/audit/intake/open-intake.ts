import { chmod, lstat, mkdir, readdir, unlink } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import { dirname, join } from "node:path";
import { Admission, ADMISSION_BOUNDS, type AdmissionBounds } from "./admission.ts";
import { type IntakeMachine, serveHook } from "./intake-session.ts";
import { ServiceNotes } from "./service-notes.ts";
import { type SegmentBounds, ServiceSegments } from "./service-segments.ts";
import type { RefusalReason } from "./refusal.ts";
import { removeProof } from "./take-proof.ts";
import { USER_BOUNDS, UserBound, type UserBounds } from "./user-bound.ts";

/** The policy's, which may be another while it is open. */
export interface IntakeBounds {
  readonly bounds: SegmentBounds;
  /** How long an event may take, milliseconds. */
  readonly deadlineMs: number;
}

export interface IntakeSetting extends IntakeBounds {
  /** Path of the socket, or name of the pipe; proofs stand in `proofs` beside it. */
  readonly socket: string;
  /** Where the segments and notes are kept, the forwarder's own, absolute. */
  readonly directory: string;
  readonly spoolKey: Uint8Array;
  readonly machine: IntakeMachine;
  readonly admission?: AdmissionBounds;
  readonly users?: UserBounds;
  /** Told of each line that is where it belongs. */
  readonly onTaken?: () => void;
}

export interface IntakeCounts {
  readonly taken: number;
  readonly refused: ReadonlyMap<RefusalReason, number>;
}

/** The forwarder's socket for hooks that cannot reach the spool. */
export interface Intake {
  /** Since it was opened: lines taken, and calls refused by why. */
  readonly counts: IntakeCounts;
  /** Goes by these from now on. */
  readonly follow: (bounds: IntakeBounds) => void;
  /** Takes no more calls, lets those that are under way end within `graceMs`, and removes the socket. */
  readonly close: (graceMs?: number) => Promise<void>;
}

/** Anybody may create files there and remove his own; only the forwarder can list them. */
const PROOFS_MODE = 0o1733;
const GRACE_MS = 2000;

/** How often it is looked for files that nobody asked for, milliseconds; and how old they get. */
const SWEEP_MS = 30_000;
const STRAY_MS = 10_000;

/**
 * Opens it. Only one forwarder may: who calls this holds the forwarder's lock.
 *
 * @throws Error of the file system, or of the socket.
 */
export async function openIntake(setting: IntakeSetting): Promise<Intake> {
  const proofs = process.platform === "win32" ? undefined : await openProofs(setting.socket);
  await mkdir(setting.directory, { recursive: true, mode: 0o700 });
  const counts = { taken: 0, refused: new Map<RefusalReason, number>() };
  const { directory, machine } = setting;
  let policy: IntakeBounds = setting;
  const parts = {
    ...setting,
    deadlineMs: () => policy.deadlineMs,
    proofs,
    users: new UserBound(directory, setting.users ?? USER_BOUNDS, machine.answerableFor),
    admission: new Admission(setting.admission ?? ADMISSION_BOUNDS),
    segments: new ServiceSegments(setting.directory, () => policy.bounds),
    notes: new ServiceNotes(setting.directory),
    onTaken: () => {
      counts.taken += 1;
      setting.onTaken?.();
    },
  };
  const open = new Map<Socket, Promise<void>>();
  const serve = async (socket: Socket): Promise<void> => {
    const refused = await serveHook(socket, parts);
    if (refused !== undefined) counts.refused.set(refused, (counts.refused.get(refused) ?? 0) + 1);
    open.delete(socket);
  };
  const server = createServer((socket) => open.set(socket, serve(socket)));
  await listen(server, setting.socket);
  const sweep = proofs && setInterval(() => void sweepProofs(proofs), SWEEP_MS).unref();
  return {
    counts,
    follow: (bounds) => void (policy = bounds),
    close: async (graceMs = GRACE_MS) => {
      clearInterval(sweep);
      const closed = new Promise((resolve) => server.close(resolve));
      const timer = setTimeout(() => open.forEach((_, socket) => socket.destroy()), graceMs);
      await Promise.all([closed, ...open.values()]);
      clearTimeout(timer);
    },
  };
}

async function listen(server: Server, path: string): Promise<void> {
  // Left by a forwarder that was killed. Nobody else can have put it there.
  if (process.platform !== "win32" && (await isSocket(path))) await unlink(path);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  // Also later ones, of connections that the system could not give us: those are lost, and the next may come.
  server.on("error", reject);
  server.listen({ path, readableAll: true, writableAll: true }, resolve);
  await promise;
}

async function isSocket(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined))?.isSocket() ?? false;
}

async function openProofs(socket: string): Promise<string> {
  const directory = join(dirname(socket), "proofs");
  await mkdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  const stats = await lstat(directory);
  if (!stats.isDirectory() || stats.uid !== process.getuid?.())
    throw new Error(`${directory} is no directory of this user's`);
  await chmod(directory, PROOFS_MODE);
  await sweepProofs(directory);
  return directory;
}

/** Removes what stands there longer than a proof does: its hook was killed, or it is none. */
async function sweepProofs(directory: string): Promise<void> {
  const before = Date.now() - STRAY_MS;
  for (const name of await readdir(directory).catch(() => [])) {
    const path = join(directory, name);
    const stats = await lstat(path).catch(() => undefined);
    if (stats !== undefined && stats.ctimeMs < before) await removeProof(path);
  }
}
