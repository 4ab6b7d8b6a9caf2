import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { Socket } from "node:net";
import { onTestFinished } from "vitest";
import type { Json } from "../../src/model/json.ts";

/** What a server was asked. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Json;
  /** Tells connections apart. */
  readonly port: number | undefined;
}

export interface TestServer {
  readonly url: string;
  readonly asked: readonly Asked[];
  readonly close: () => Promise<void>;
}

/** What is answered to the nth question, from 0: an object as JSON, or whatever the function does. */
export type Behaviour = (
  asked: Asked,
  nth: number,
) => object | ((...given: Parameters<RequestListener>) => void);

export interface ServerOptions {
  /** With a certificate, PEM. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Whether it stays until `close`, for a whole file of tests. */
  readonly stays?: boolean;
}

/** A service on this machine, gone after the test. */
export async function startServer(
  behaviour: Behaviour,
  { tls, stays = false }: ServerOptions = {},
): Promise<TestServer> {
  const asked: Asked[] = [];
  const listener: RequestListener = (request, response) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => {
      const one = toAsked(request, Buffer.concat(pieces));
      asked.push(one);
      const answer = behaviour(one, asked.length - 1);
      if (typeof answer === "function") answer(request, response);
      else response.setHeader("content-type", "application/json").end(JSON.stringify(answer));
    });
  };
  const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  const close = await listen(server);
  if (!stays) onTestFinished(close);
  return { url: urlOf(server, tls !== undefined), asked, close };
}

function toAsked(request: IncomingMessage, bytes: Buffer): Asked {
  const { method = "", url = "", headers, socket } = request;
  const body: Json = JSON.parse(bytes.toString("utf8"));
  return { method, path: url, headers, body, port: socket.remotePort };
}

async function listen(server: Server): Promise<() => Promise<void>> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
  });
  server.on("tlsClientError", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
}

function urlOf(server: Server, isTls: boolean): string {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return `${isTls ? "https" : "http"}://127.0.0.1:${port}`;
}
