import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** An endpoint on this machine that speaks Firehose's PutRecordBatch, and keeps what it is sent or only counts it. */
export class StreamServer {
  /** Lines as they arrived, also twice. */
  readonly lines: string[] = [];
  count = 0;
  requests = 0;
  /** `false`: lines are counted and not kept. */
  keep = true;
  /** Answers with this status instead, and takes nothing. */
  status = 200;
  /** Answers come up to so much later than records are taken. */
  delayMs = 0;
  readonly #server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      this.requests += 1;
      response.writeHead(this.status, { "content-type": "application/x-amz-json-1.1" });
      const answer = this.status === 200 ? this.#take(Buffer.concat(chunks)) : "";
      if (this.delayMs === 0) response.end(answer);
      else setTimeout(() => response.end(answer), Math.random() * this.delayMs);
    });
  });

  async open(port = 0): Promise<string> {
    await new Promise<void>((ready) => void this.#server.listen(port, "127.0.0.1", () => ready()));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  #take(body: Buffer): string {
    const { Records } = JSON.parse(body.toString("latin1"));
    this.count += Records.length;
    if (this.keep)
      for (const { Data } of Records)
        this.lines.push(Buffer.from(Data, "base64").toString("utf8").replace(/\n$/, ""));
    const RequestResponses = Records.map((_: unknown, place: number) => ({ RecordId: `${place}` }));
    return JSON.stringify({ FailedPutCount: 0, Encrypted: false, RequestResponses });
  }
}
