import type { Agent, ClientRequest, IncomingMessage } from "node:http";
import type { RequestOptions } from "node:https";
import { EngineFailure } from "../engine-failure.ts";
import { explainError } from "./explain-error.ts";
import { openLookup } from "./look-up.ts";

/** A whole answer to the longest piece has a tenth of it. */
export const MAX_ANSWER_BYTES = 1024 * 1024;

/** What a service has answered. */
export interface Answer {
  readonly status: number;
  /** The `Retry-After` header. */
  readonly retryAfter: string | undefined;
  readonly body: Buffer;
}

export interface ConnectionSetting {
  /** As the policy has it. */
  readonly url: string;
  /** Goes into the `Authorization` header and nowhere else. */
  readonly key: string | undefined;
  /** PEM, instead of what Node brings. */
  readonly authorities: string | undefined;
}

/**
 * One connection to one service, kept open between questions. Nothing of it is the environment's: no proxy, no
 * authority, no leave to pass over a certificate that does not verify. Redirections are not followed.
 */
export class Connection {
  readonly #setting: ConnectionSetting;
  readonly #agent: Agent;
  readonly #lookup = openLookup();
  #current: ClientRequest | undefined;
  #end: EngineFailure | undefined;

  constructor(setting: ConnectionSetting) {
    this.#setting = setting;
    const kept = { keepAlive: true, maxSockets: 1, maxTotalSockets: 1 };
    this.#agent = new (loadClient(setting).Agent)(kept);
  }

  /** @throws EngineFailure when there is no whole answer */
  post(path: string, body: Buffer): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    if (this.#end !== undefined) return Promise.reject(this.#end);
    const url = new URL(`${this.#setting.url}${path}`);
    const request = loadClient(this.#setting).request(url, this.#toOptions(body));
    this.#current = request;
    // What is closed by us fails as a connection that breaks, whose own reason says nothing.
    const fail = (error: unknown) => reject(this.#end ?? explainError(error));
    request.on("error", fail);
    request.on("response", (response) => {
      receive(response).then(resolve, (error: unknown) => {
        request.destroy();
        fail(error);
      });
    });
    request.end(body);
    return promise;
  }

  /** Ends it, and with it what is being asked, for this reason. */
  close(reason: EngineFailure): void {
    this.#end = reason;
    this.#lookup?.cancel();
    this.#current?.destroy(reason);
    this.#agent.destroy();
  }

  #toOptions(body: Buffer): RequestOptions {
    const { key } = this.#setting;
    return {
      method: "POST",
      agent: this.#agent,
      ...(this.#lookup === undefined ? {} : { lookup: this.#lookup.find }),
      ...(isTls(this.#setting) ? whomToBelieve(this.#setting) : {}),
      headers: {
        "content-type": "application/json",
        "content-length": body.length,
        accept: "application/json",
        "accept-encoding": "identity",
        "user-agent": "toolgate",
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      },
    };
  }
}

function isTls({ url }: ConnectionSetting): boolean {
  return url.startsWith("https:");
}

/** TLS takes Node 15 ms to load, and a service of this machine may do without. */
function loadClient(setting: ConnectionSetting) {
  return isTls(setting)
    ? process.getBuiltinModule("node:https")
    : process.getBuiltinModule("node:http");
}

/** Said in full: what is not said here, the environment may say. */
function whomToBelieve({ authorities }: ConnectionSetting): RequestOptions {
  const { rootCertificates } = process.getBuiltinModule("node:tls");
  return {
    rejectUnauthorized: true,
    ca: authorities === undefined ? [...rootCertificates] : [authorities],
  };
}

/** The whole of an answer that is not too long. */
async function receive(response: IncomingMessage): Promise<Answer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of response) {
    const bytes = Buffer.from(piece);
    size += bytes.length;
    if (size > MAX_ANSWER_BYTES)
      throw new EngineFailure(`its answer is longer than ${MAX_ANSWER_BYTES} bytes`);
    pieces.push(bytes);
  }
  const { statusCode = 0, headers } = response;
  return { status: statusCode, retryAfter: headers["retry-after"], body: Buffer.concat(pieces) };
}
