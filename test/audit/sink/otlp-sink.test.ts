import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openOtlpSink } from "../../../src/audit/sink/otlp/otlp-sink.ts";
import { makeLines, never, textOf } from "./line.ts";
import { serve } from "./loopback.ts";

const NOW = Date.UTC(2026, 10, 27, 10);
let directory: string;

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), "toolgate-otlp-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const open = (url: string, more = {}) =>
  openOtlpSink(
    { kind: "otlp", name: "collector", url, ...more },
    { resource: { host: "host-1", version: "1.2.3" }, now: () => NOW },
  );

describe("the OTLP sink", () => {
  test("sends lines as log records whose bodies are the lines, with the headers of its file", async () => {
    let seen: { url: string | undefined; headers: IncomingHttpHeaders; body: string } | undefined;
    const url = await serve((request, body, response) => {
      seen = { url: request.url, headers: request.headers, body: body.toString() };
      response.end("{}");
    });
    const headersFile = path.join(directory, "headers");
    writeFileSync(headersFile, "X-Tenant: blue\n\nX-Other: a: b\n", { mode: 0o600 });
    const lines = makeLines(2, { at: NOW - 5000 });
    const sink = open(`${url}/base/`, { headersFile });
    expect(await sink.deliver(lines, never())).toEqual({ state: "delivered" });
    await sink.close();
    expect(seen?.url).toBe("/base/v1/logs");
    expect(seen?.headers).toMatchObject({
      "x-tenant": "blue",
      "x-other": "a: b",
      "content-type": "application/json",
    });
    const [resourceLogs] = JSON.parse(seen?.body ?? "").resourceLogs;
    expect(resourceLogs.resource.attributes).toContainEqual({
      key: "host.name",
      value: { stringValue: "host-1" },
    });
    const records = resourceLogs.scopeLogs[0].logRecords;
    expect(
      records.map((record: { body: { stringValue: string } }) => record.body.stringValue),
    ).toEqual(lines.map(textOf));
    expect(records[1]).toMatchObject({
      timeUnixNano: `${NOW - 5000}000000`,
      observedTimeUnixNano: `${NOW}000000`,
      severityNumber: 9,
      severityText: "INFO",
    });
    expect(records[1].attributes).toContainEqual({
      key: "toolgate.seq",
      value: { intValue: "1" },
    });
  });

  test.each([
    [429, { "retry-after": "7" }, { throttled: true, retryAfterMs: 7000 }],
    [503, { "retry-after": "2" }, { throttled: true, retryAfterMs: 2000 }],
    [503, {}, { throttled: false, reason: "it could not answer (status 503)" }],
    [401, {}, { reason: "it does not accept us (status 401): see headers_file" }],
    [404, {}, { reason: "it knows no such address (status 404): see url" }],
    [400, {}, { reason: "it refuses what it is sent (status 400)" }],
    [302, { location: "http://192.0.2.1" }, { reason: "it would send us elsewhere (status 302)" }],
  ])("takes status %d for a failure of all lines", async (status, headers, expected) => {
    const url = await serve((_, __, response) => response.writeHead(status, headers).end());
    const sink = open(url);
    const delivery = await sink.deliver(makeLines(3), never());
    expect(delivery).toMatchObject({ state: "failed", failed: [0, 1, 2], ...expected });
    await sink.close();
  });

  test("counts what a collector refuses for good, and does not send it again", async () => {
    const partial = { partialSuccess: { rejectedLogRecords: "2", errorMessage: "too long" } };
    const url = await serve((_, __, response) => response.end(JSON.stringify(partial)));
    const sink = open(url);
    expect(await sink.deliver(makeLines(3), never())).toEqual({
      state: "delivered",
      refused: { lines: 2, reason: "partial success" },
    });
    await sink.close();
  });

  test("takes a whole answer only", async () => {
    const url = await serve((_, __, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("{");
      setTimeout(() => response.destroy(), 20);
    });
    const sink = open(url);
    expect(await sink.deliver(makeLines(1), never())).toMatchObject({ state: "failed" });
    await sink.close();
  });

  test("says that nobody is there, or that it is no collector", async () => {
    const unreachable = open("http://127.0.0.1:1");
    expect(await unreachable.deliver(makeLines(1), never())).toMatchObject({
      reason: "it cannot be reached (ECONNREFUSED)",
    });
    const url = await serve((_, __, response) => response.end("<html>"));
    const page = open(url);
    expect(await page.deliver(makeLines(1), never())).toMatchObject({
      reason: "its answer is not JSON: is it a collector's OTLP/HTTP port?",
    });
    await Promise.all([unreachable.close(), page.close()]);
  });

  test("reads its file of headers again after it was refused, and quotes nothing of it", async () => {
    const url = await serve((request, _, response) => {
      response.writeHead(request.headers["x-key"] === "fresh" ? 200 : 401).end();
    });
    const headersFile = path.join(directory, "headers");
    const sink = open(url, { headersFile });
    expect(await sink.deliver(makeLines(1), never())).toMatchObject({
      reason: "its headers_file cannot be read (ENOENT)",
    });
    writeFileSync(headersFile, "not a header", { mode: 0o600 });
    expect(await sink.deliver(makeLines(1), never())).toMatchObject({
      reason: "its headers_file has no header in line 1",
    });
    chmodSync(headersFile, 0o644);
    expect(await sink.deliver(makeLines(1), never())).toMatchObject({
      reason: "its headers_file can be read by everyone: take that right away",
    });
    chmodSync(headersFile, 0o600);
    writeFileSync(headersFile, "X-Key: old");
    expect(await sink.deliver(makeLines(1), never())).toMatchObject({ state: "failed" });
    writeFileSync(headersFile, "X-Key: fresh", { mode: 0o600 });
    expect(await sink.deliver(makeLines(1), never())).toEqual({ state: "delivered" });
    await sink.close();
  });
});
