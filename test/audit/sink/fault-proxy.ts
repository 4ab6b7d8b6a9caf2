import { createServer, type IncomingHttpHeaders, request as startRequest } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** What happens to a request, or to its answer. */
export type Fault =
  /** Answered by the proxy: an error of AWS's, or just a status. */
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly type?: string;
      readonly message?: string;
      readonly xml?: string;
      readonly headers?: Record<string, string>;
    }
  /** These records are taken out of the batch, and answered for with this error. */
  | { readonly kind: "partial"; readonly places: readonly number[]; readonly code: string }
  | { readonly kind: "reset-before" }
  | { readonly kind: "reset-after" }
  | { readonly kind: "status-after"; readonly status: number }
  | { readonly kind: "half-answer" }
  | { readonly kind: "slow"; readonly ms: number };

/** A request that came. */
export interface Seen {
  readonly target: string;
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}

interface Passing {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: Buffer;
  readonly fault: Fault | undefined;
}

interface Upstream {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** An HTTP proxy between the real SDK and the third party's service that does to requests what a network does. */
export class FaultProxy {
  readonly seen: Seen[] = [];
  /** One for each request to come; a function decides by the request. None: it passes. */
  readonly faults: Fault[] = [];
  decide: (seen: Seen) => Fault | undefined = () => undefined;
  /** How far the service's clock is from this machine's, milliseconds; signatures are judged by it. */
  clockOffset = 0;
  readonly #upstream: URL;
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  constructor(upstream: string) {
    this.#upstream = new URL(upstream);
  }

  async open(): Promise<string> {
    await new Promise<void>((ready) => void this.#server.listen(0, "127.0.0.1", () => ready()));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  /** Requests that put records. */
  get puts(): readonly Seen[] {
    return this.seen.filter(({ target }) => target.endsWith("PutRecordBatch"));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const target = String(request.headers["x-amz-target"] ?? "");
    const seen = { target, body: body.toString("utf8"), headers: request.headers };
    this.seen.push(seen);
    const fault = this.#judgeClock(request) ?? this.decide(seen) ?? this.faults.shift();
    if (fault?.kind === "slow") await sleep(fault.ms);
    if (fault?.kind === "reset-before") response.destroy();
    else if (fault?.kind === "answer") this.#answer(response, fault);
    else await this.#pass({ request, response, body, fault });
  }

  async #pass({ request, response, body, fault }: Passing): Promise<void> {
    const taken = fault?.kind === "partial" ? dropPlaces(body, fault.places) : body;
    const answer = await this.#forward(request, taken);
    switch (fault?.kind) {
      case "reset-after":
        response.destroy();
        break;
      case "status-after":
        this.#answer(response, { kind: "answer", status: fault.status });
        break;
      case "half-answer":
        answerHalf(response, answer);
        break;
      default: {
        const told = fault?.kind === "partial" ? insertFailures(answer.body, fault) : answer.body;
        const { "content-length": _length, ...headers } = answer.headers;
        response.writeHead(answer.status, { ...headers, date: this.#date() });
        response.end(told);
      }
    }
  }

  /** As AWS does: more than five minutes off is refused, with the service's own time in the answer. */
  #judgeClock({ headers }: IncomingMessage): Fault | undefined {
    const signed = String(headers["x-amz-date"] ?? "");
    const [, day, time] = /^(\d{8})T(\d{6})Z$/.exec(signed) ?? [];
    if (day === undefined || time === undefined || this.clockOffset === 0) return undefined;
    const iso = `${day.replace(/(....)(..)(..)/, "$1-$2-$3")}T${time.replace(/(..)(..)(..)/, "$1:$2:$3")}Z`;
    if (Math.abs(Date.parse(iso) - Date.now() - this.clockOffset) < 300_000) return undefined;
    const message = `Signature not yet current: ${signed} is still later than the service's time`;
    return { kind: "answer", status: 403, type: "InvalidSignatureException", message };
  }

  #date(): string {
    return new Date(Date.now() + this.clockOffset).toUTCString();
  }

  #answer(response: ServerResponse, fault: Extract<Fault, { kind: "answer" }>): void {
    const { status, type, message = "no", headers = {} } = fault;
    response.writeHead(status, {
      "content-type": fault.xml === undefined ? "application/x-amz-json-1.1" : "text/xml",
      ...headers,
      date: this.#date(),
    });
    if (fault.xml !== undefined) return void response.end(fault.xml);
    response.end(type === undefined ? "" : JSON.stringify({ __type: type, message }));
  }

  async #forward(request: IncomingMessage, body: Buffer): Promise<Upstream> {
    const { promise, resolve, reject } = Promise.withResolvers<Upstream>();
    const { hostname, port } = this.#upstream;
    const headers = { ...request.headers, "content-length": String(body.length) };
    const { method, url: path } = request;
    const upstream = startRequest({ hostname, port, method, path, headers });
    upstream.on("error", reject);
    upstream.on("response", (answer) => {
      const { statusCode: status = 500, headers: given } = answer;
      readBody(answer).then((text) => resolve({ status, headers: given, body: text }), reject);
    });
    upstream.end(body);
    return promise;
  }
}

async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function answerHalf(response: ServerResponse, { status, headers, body }: Upstream): void {
  response.writeHead(status, { ...headers, "content-length": String(body.length) });
  response.write(body.subarray(0, body.length / 2), () => response.destroy());
}

function dropPlaces(body: Buffer, places: readonly number[]): Buffer {
  const put = JSON.parse(body.toString());
  const Records = put.Records.filter((_: unknown, place: number) => !places.includes(place));
  return Buffer.from(JSON.stringify({ ...put, Records }));
}

function insertFailures(
  body: Buffer,
  { places, code }: Extract<Fault, { kind: "partial" }>,
): string {
  const answer = JSON.parse(body.toString());
  let count = 0;
  for (const place of places.toSorted((a, b) => a - b)) {
    if (place > answer.RequestResponses.length) break;
    answer.RequestResponses.splice(place, 0, { ErrorCode: code, ErrorMessage: "Slow down." });
    count += 1;
  }
  return JSON.stringify({ ...answer, FailedPutCount: count });
}
