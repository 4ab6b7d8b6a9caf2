import { connect as connectPlain, isIP, type Socket } from "node:net";
import { connect as connectSecure } from "node:tls";

const CONNECT_MS = 10_000;
const WRITE_MS = 30_000;
const END_MS = 2000;

export interface Receiver {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  /** PEM, instead of what Node brings. */
  readonly ca: string | undefined;
}

/** One connection to a receiver, which never says anything. */
export interface Connection {
  readonly isOpen: () => boolean;
  /** Until the system's network has taken all of it. Rejects when it has not. */
  readonly write: (frames: readonly Uint8Array[], signal: AbortSignal) => Promise<void>;
  /** Closes when what was written has gone. */
  readonly end: () => Promise<void>;
  readonly destroy: () => void;
}

/** Rejects when there is no connection, or its certificate does not verify. */
export async function connect(receiver: Receiver, signal: AbortSignal): Promise<Connection> {
  const socket = openSocket(receiver);
  let fault: Error | undefined;
  socket.on("error", (error) => (fault = error));
  // A receiver that closes tells so by an end that nobody would see in a paused stream.
  socket.resume();
  socket.on("end", () => socket.destroy(broken()));
  socket.setKeepAlive(true, 15_000);
  const ready = receiver.tls ? "secureConnect" : "connect";
  await settled(socket, { ready, signal, within: CONNECT_MS });
  return {
    isOpen: () => fault === undefined && !socket.destroyed && socket.writable,
    write: (frames, given) => write(socket, frames, given),
    end: () => end(socket),
    destroy: () => socket.destroy(),
  };
}

function openSocket({ host, port, tls, ca }: Receiver): Socket {
  if (!tls) return connectPlain({ host, port });
  const named = isIP(host) === 0 ? { servername: host } : {};
  return connectSecure({
    host,
    port,
    minVersion: "TLSv1.2",
    ...named,
    ...(ca === undefined ? {} : { ca }),
  });
}

interface Wait {
  readonly ready: string;
  readonly signal: AbortSignal;
  readonly within: number;
}

function settled(socket: Socket, { ready, signal, within }: Wait): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const limit = AbortSignal.any([signal, AbortSignal.timeout(within)]);
  const giveUp = (): void => void socket.destroy(timedOut());
  limit.addEventListener("abort", giveUp, { once: true });
  socket.once(ready, () => resolve());
  socket.once("error", reject);
  socket.once("close", () => reject(broken()));
  return promise.finally(() => limit.removeEventListener("abort", giveUp));
}

async function write(
  socket: Socket,
  frames: readonly Uint8Array[],
  signal: AbortSignal,
): Promise<void> {
  if (frames.length === 0) return;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const limit = AbortSignal.any([signal, AbortSignal.timeout(WRITE_MS)]);
  const giveUp = (): void => void socket.destroy(timedOut());
  limit.addEventListener("abort", giveUp, { once: true });
  const onClose = (): void => reject(broken());
  socket.once("close", onClose);
  socket.write(Buffer.concat(frames), (error) => {
    if (error === null || error === undefined) resolve();
    else reject(error);
  });
  try {
    await promise;
  } finally {
    socket.off("close", onClose);
    limit.removeEventListener("abort", giveUp);
  }
}

async function end(socket: Socket): Promise<void> {
  if (socket.destroyed) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  socket.once("close", () => resolve());
  const timer = setTimeout(() => socket.destroy(), END_MS);
  socket.end();
  await promise;
  clearTimeout(timer);
}

function broken(): Error {
  return Object.assign(new Error("the connection is closed"), { code: "ECONNRESET" });
}

function timedOut(): Error {
  return Object.assign(new Error("no answer in time"), { code: "ETIMEDOUT" });
}
