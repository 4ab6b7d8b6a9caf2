import { createConnection, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { readErrorCode } from "../../model/error-code.ts";
import { ConnectionEnded, LineSocket } from "./line-socket.ts";

/** Not there, nobody behind it, gone at this moment, or so many waiting before us that the kernel takes no more. */
const NOT_NOW = /^(?:ENOENT|ECONNREFUSED|ECONNRESET|EPIPE|EAGAIN)$/;

const PAUSE_MS = 50;

/** What to connect to, and how long. */
export interface Connecting {
  /** Path of a socket, or name of a pipe. */
  readonly path: string;
  /** For how long it is tried again, milliseconds. */
  readonly againMs: number;
  /** How long the other end may take for its first line, milliseconds, and how long that may be. */
  readonly withinMs: number;
  readonly maxBytes: number;
}

/** A connection whose other end has begun to speak. */
export interface Connected {
  readonly lines: LineSocket;
  readonly first: Buffer;
}

/**
 * Connects to a socket until the other end speaks, again and again for a while: a service that is just being started
 * again denies nobody, also not those whom it was about to serve when it was told to stop.
 *
 * @throws Error whose message is the system's code, or that says what did not come.
 */
export async function connect({ againMs, ...way }: Connecting): Promise<Connected> {
  const end = performance.now() + againMs;
  for (;;) {
    try {
      return await connectOnce(way);
    } catch (error) {
      const isForNow = error instanceof ConnectionEnded || NOT_NOW.test(readErrorCode(error));
      if (!isForNow || performance.now() > end) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

async function connectOnce({
  path,
  withinMs,
  maxBytes,
}: Omit<Connecting, "againMs">): Promise<Connected> {
  const lines = new LineSocket(await open(path));
  try {
    return { lines, first: await lines.readLine(maxBytes, withinMs) };
  } catch (error) {
    lines.end();
    throw error;
  }
}

function open(path: string): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const socket = createConnection(path);
  const fail = (error: Error): void => reject(new SystemError(error));
  socket.once("error", fail);
  socket.once("connect", () => {
    socket.off("error", fail);
    resolve(socket);
  });
  return promise;
}

/** The system's word for what is wrong, and no more: its sentences name paths. */
class SystemError extends Error {
  readonly code: string;

  constructor(cause: Error) {
    const code = readErrorCode(cause);
    super(code, { cause });
    this.code = code;
  }
}
