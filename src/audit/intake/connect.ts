import { createConnection, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { readErrorCode } from "../../model/error-code.ts";

/** Not there, nobody behind it, or so many waiting before us that the kernel takes no more. */
const NOT_NOW = /^(?:ENOENT|ECONNREFUSED|EAGAIN)$/;

const PAUSE_MS = 50;

/**
 * Connects to a socket, again and again for a while: a service that is just being started again denies nobody.
 *
 * @throws Error whose message is the system's code.
 */
export async function connect(path: string, withinMs: number): Promise<Socket> {
  const end = performance.now() + withinMs;
  for (;;) {
    try {
      return await connectOnce(path);
    } catch (error) {
      const code = readErrorCode(error);
      if (!NOT_NOW.test(code) || performance.now() > end) throw new Error(code, { cause: error });
      await sleep(PAUSE_MS);
    }
  }
}

function connectOnce(path: string): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const socket = createConnection(path);
  socket.once("error", reject);
  socket.once("connect", () => {
    socket.off("error", reject);
    resolve(socket);
  });
  return promise;
}
