import { type AddressInfo, createServer as createPlain, type Server, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { createServer as createSecure } from "node:tls";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SyslogPolicy } from "../../../src/model/audit-policy.ts";
import { openSyslogSink } from "../../../src/audit/sink/syslog/syslog-sink.ts";
import { describeWithCertificates, makeSelfSigned } from "../../engine/self-signed.ts";
import { makeLines, never, textOf } from "./line.ts";

/** A receiver of framed messages. */
class Receiver {
  readonly sockets: Socket[] = [];
  bytes = Buffer.alloc(0);
  readonly #server: Server;

  constructor(keys?: { key: string; cert: string }) {
    const take = (socket: Socket): void => {
      this.sockets.push(socket);
      socket.on("error", () => {});
      socket.on("data", (chunk: Buffer) => (this.bytes = Buffer.concat([this.bytes, chunk])));
    };
    this.#server = keys === undefined ? createPlain(take) : createSecure(keys, take);
    this.#server.on("tlsClientError", () => {});
  }

  async open(port = 0): Promise<number> {
    await new Promise<void>((ready) => void this.#server.listen(port, "127.0.0.1", () => ready()));
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((closed) => this.#server.close(closed));
  }

  /** Messages by their frames' counts. */
  get messages(): string[] {
    const messages: string[] = [];
    for (let at = 0; at < this.bytes.length;) {
      const blank = this.bytes.indexOf(0x20, at);
      const length = Number(this.bytes.toString("ascii", at, blank));
      messages.push(this.bytes.toString("utf8", blank + 1, blank + 1 + length));
      at = blank + 1 + length;
    }
    return messages;
  }

  async has(count: number): Promise<string[]> {
    for (let turn = 0; turn < 200 && this.messages.length < count; turn += 1) await sleep(10);
    return this.messages;
  }
}

let receiver: Receiver;
let port: number;

const open = (more: Partial<SyslogPolicy> = {}) =>
  openSyslogSink(
    { kind: "syslog", name: "siem", host: "127.0.0.1", port, tls: false, ...more },
    { host: "host 1", now: Date.now },
  );

const bodies = (messages: readonly string[]): string[] =>
  messages.map((message) => message.slice(message.indexOf("{")));

describe("the syslog sink", () => {
  beforeEach(async () => {
    receiver = new Receiver();
    port = await receiver.open();
  });
  afterEach(() => receiver.close());

  test("sends each line as a message of RFC 5424, byte for byte, framed by its count", async () => {
    const lines = makeLines(3, { at: Date.UTC(2026, 10, 27, 10) });
    const sink = open();
    expect(await sink.deliver(lines, never())).toEqual({ state: "delivered" });
    const messages = await receiver.has(3);
    expect(bodies(messages)).toEqual(lines.map(textOf));
    expect(messages[1]).toMatch(
      /^<110>1 2026-11-27T10:00:00\.000Z host1 toolgate - audit \[meta sequenceId="2"\] \{/,
    );
    await sink.close();
  });

  test("connects anew when the receiver has gone, and sends again what it may not have got", async () => {
    const lines = makeLines(6);
    const sink = open();
    await sink.deliver(lines.slice(0, 2), never());
    await receiver.has(2);
    for (const socket of receiver.sockets) socket.destroy();
    await sleep(50);
    for (let turn = 0; turn < 5; turn += 1) {
      if ((await sink.deliver(lines.slice(2), never())).state === "delivered") break;
    }
    const messages = await receiver.has(8);
    expect(new Set(bodies(messages))).toEqual(new Set(lines.map(textOf)));
    await sink.close();
  });

  test("says that nobody is there", async () => {
    await receiver.close();
    const sink = open();
    expect(await sink.deliver(makeLines(1), never())).toMatchObject({
      failed: [0],
      reason: "it cannot be reached (ECONNREFUSED)",
    });
    receiver = new Receiver();
    await receiver.open(port);
    expect(await sink.deliver(makeLines(1), never())).toEqual({ state: "delivered" });
    await sink.close();
  });

  test("ends an attempt that is aborted, at a receiver that reads nothing", async () => {
    const sink = open();
    await sink.deliver(makeLines(1), never());
    await receiver.has(1);
    receiver.sockets[0]?.pause();
    const attempt = sink.deliver(makeLines(20, { size: 900_000 }), AbortSignal.timeout(300));
    expect(await attempt).toMatchObject({ state: "failed" });
    await sink.close();
  });
});

describeWithCertificates("the syslog sink over TLS", () => {
  afterEach(() => receiver.close());

  test("sends to a receiver whose certificate verifies, and to no other", async () => {
    const { key, cert, certFile } = makeSelfSigned();
    receiver = new Receiver({ key, cert });
    port = await receiver.open();
    const strange = open({ tls: true });
    expect(await strange.deliver(makeLines(1), never())).toMatchObject({
      reason: expect.stringMatching(/^its certificate does not verify \(\w+\): see ca_file$/),
    });
    const lines = makeLines(2);
    const sink = open({ tls: true, caFile: certFile });
    expect(await sink.deliver(lines, never())).toEqual({ state: "delivered" });
    expect(bodies(await receiver.has(2))).toEqual(lines.map(textOf));
    await Promise.all([strange.close(), sink.close()]);
  });
});
