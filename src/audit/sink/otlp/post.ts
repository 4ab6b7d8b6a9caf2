import { Agent as HttpAgent, request as requestHttp } from "node:http";
import { Agent, request as requestHttps } from "node:https";

const ATTEMPT_MS = 30_000;
const MAX_ANSWER_BYTES = 1024 * 1024;

/** What a collector has answered, whole. */
export interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly text: string;
}

export interface Collector {
  /** Posts JSON under the base URL. Rejects when there is no whole answer. */
  readonly post: (path: string, json: string, signal?: AbortSignal) => Promise<Answer>;
  readonly close: () => void;
}

/** @param headers Sent with every request. @param ca PEM, instead of what Node brings. */
export function openCollector(
  url: string,
  headers: Readonly<Record<string, string>>,
  ca: string | undefined,
): Collector {
  const isSecure = url.startsWith("https:");
  const kept = { keepAlive: true, maxSockets: 4 };
  const agent: HttpAgent = isSecure
    ? new Agent({ ...kept, ...(ca === undefined ? {} : { ca }) })
    : new HttpAgent(kept);
  const start = isSecure ? requestHttps : requestHttp;

  const post = (path: string, json: string, signal?: AbortSignal): Promise<Answer> => {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const body = Buffer.from(json);
    const limit = AbortSignal.timeout(ATTEMPT_MS);
    const request = start(`${url.replace(/\/$/, "")}${path}`, {
      method: "POST",
      agent,
      signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
      headers: {
        ...headers,
        "content-type": "application/json",
        "content-length": String(body.length),
      },
    });
    request.on("error", reject);
    request.on("response", (response) => {
      const { statusCode = 0, headers: given } = response;
      const retryAfter = given["retry-after"];
      readText(response).then((text) => resolve({ status: statusCode, retryAfter, text }), reject);
    });
    request.end(body);
    return promise;
  };
  return { post, close: () => agent.destroy() };
}

async function readText(response: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) throw new Error("its answer is too long");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
