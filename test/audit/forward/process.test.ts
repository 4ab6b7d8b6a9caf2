import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hashLine, NO_LINE, unseal } from "../../../src/audit/seal/sealed-line.ts";
import { toHourName } from "../../../src/audit/sink/file/hour-file.ts";
import { serve } from "../sink/loopback.ts";
import { Installation } from "./installation.ts";
import { type Running, startForwarder, until } from "./start-forwarder.ts";
import { StreamServer } from "./stream-server.ts";

const AWS = {
  AWS_ACCESS_KEY_ID: "testing",
  AWS_SECRET_ACCESS_KEY: "testing",
  AWS_EC2_METADATA_DISABLED: "true",
};

/** Rounds of killing; `TOOLGATE_KILLS` makes it hundreds. */
const KILLS = Number(process.env["TOOLGATE_KILLS"] ?? 12);

let it: Installation;
let server: StreamServer;
let endpoint: string;
const started: Running[] = [];

beforeEach(async () => {
  it = new Installation();
  server = new StreamServer();
  endpoint = await server.open();
});
afterEach(async () => {
  for (const running of started.splice(0)) await running.end("SIGKILL");
  await server.close();
  it.remove();
});

const out = () => path.join(it.place, "out");
const firehose = () => ({
  kind: "firehose",
  name: "lake",
  stream: "records",
  region: "eu-central-1",
  endpoint,
});
const file = () => ({ kind: "file", name: "here", directory: out() });

function start(...args: readonly string[]): Running {
  const running = startForwarder(it.hooks, args, AWS);
  started.push(running);
  return running;
}

const ids = (lines: readonly string[]): string[] =>
  lines.flatMap((line) => {
    const seal = unseal(line)?.seal;
    return seal?.via === undefined ? [] : seal.id;
  });

/** Every line of the log, in order, and every record in it once. */
function assertWhole(lines: readonly string[]): void {
  const bySeq = new Map(lines.map((line) => [unseal(line)?.seal.seq ?? -1, line]));
  const ordered = [...bySeq].toSorted(([a], [b]) => a - b).map(([, line]) => line);
  expect(ordered).toEqual(it.readLog());
  expect(new Set(lines).size).toBe(ordered.length);
  let prev = NO_LINE;
  for (const line of ordered) {
    expect(unseal(line)?.seal.prev).toBe(prev);
    prev = hashLine(line);
  }
  expect(ids(ordered).toSorted()).toEqual(it.ids.toSorted());
}

describe("a file system that hangs", () => {
  test("does not keep the forwarder when it is told to end", async () => {
    it.configure({ sinks: [file()] });
    mkdirSync(out());
    // The newest is looked at first; to open a pipe that nobody reads never ends.
    writeFileSync(path.join(out(), "toolgate-99991231T23.jsonl"), "");
    for (const time of [Date.now(), Date.now() + 3_600_000])
      execFileSync("mkfifo", [path.join(out(), toHourName(time))]);
    it.append(5);
    const running = start();
    await until(() => ids(it.readLog()).length === 5);
    const told = Date.now();
    await running.end("SIGTERM");
    expect(Date.now() - told).toBeLessThan(19_000);
    expect(it.readLog().at(-1)).toContain('"kind":"stop"');
  }, 40_000);
});

describe("toolgate forward", () => {
  test("--once ships everything there is to each sink, and ends with 0", async () => {
    it.configure({ sinks: [firehose(), file()] });
    it.append(700);
    const running = start("--once");
    expect(await running.ended).toBe(0);
    expect(running.stderr()).toBe("");
    assertWhole(server.lines);
    assertWhole(it.readFiles(out()));
  });

  test("--once ends with 1 when something could not be sealed, though no sink lacks anything", async () => {
    it.configure({ sinks: [firehose()] });
    it.append(5);
    renameSync(it.spool, `${it.spool}.away`);
    writeFileSync(it.spool, "");
    const running = start("--once");
    expect(await running.ended).toBe(1);
    expect(running.stderr()).toContain("spool cannot be read");
    rmSync(it.spool);
    renameSync(`${it.spool}.away`, it.spool);
    expect(await start("--once").ended).toBe(0);
    assertWhole(server.lines);
  });

  test("--once ends with 1 and one message when something could not be shipped", async () => {
    it.configure({ sinks: [firehose(), file()] });
    await server.close();
    it.append(700);
    const running = start("--once");
    expect(await running.ended).toBe(1);
    expect(running.stderr()).toBe(
      "toolgate forward: sink lake: it cannot be reached (ECONNREFUSED); lines are kept and sent when it is back\n",
    );
    assertWhole(it.readFiles(out()));
    endpoint = await server.open(Number(new URL(endpoint).port));
    expect(await start("--once").ended).toBe(0);
    assertWhole(server.lines);
  });

  test("ships within two seconds of the append, and at SIGTERM says that it stopped", async () => {
    it.configure({ sinks: [firehose()] });
    const running = start();
    await until(() => server.lines.length > 0);
    const waits: number[] = [];
    for (const count of [20, 40, 60]) {
      it.append(20);
      const appended = Date.now();
      await until(() => ids(server.lines).length === count);
      waits.push(Date.now() - appended);
    }
    // The median, as other tests may have the processors for a second.
    expect(waits.toSorted((a, b) => a - b)[1]).toBeLessThan(2000);
    it.append(5);
    expect(await running.end("SIGTERM")).toBe(0);
    assertWhole(server.lines);
    expect(server.lines.at(-1)).toContain('"kind":"stop"');
    expect(running.stderr()).toBe("");
  });

  test("is told of an outage once, and of its end, and loses nothing in it", async () => {
    it.configure({ sinks: [firehose()] });
    server.status = 500;
    const running = start();
    it.append(30);
    await until(() => running.stderr() !== "");
    await sleep(3000);
    server.status = 200;
    await until(() => ids(server.lines).length === 30, 25_000);
    const lines = running.stderr().trim().split("\n");
    expect(lines).toEqual([
      "toolgate forward: sink lake: it could not answer (status 500); lines are kept and sent when it is back",
      expect.stringMatching(/^toolgate forward: sink lake: is back after \d+ s$/),
    ]);
    await running.end("SIGTERM");
    assertWhole(server.lines);
  }, 60_000);

  test("a second one ends with a message, and the first goes on", async () => {
    it.configure({ sinks: [firehose()] });
    const running = start();
    await until(() => server.lines.length > 0);
    const second = start();
    expect(await second.ended).toBe(1);
    expect(second.stderr()).toContain("another forwarder seals this log already");
    it.append(3);
    await until(() => ids(server.lines).length === 3);
    await running.end("SIGTERM");
    assertWhole(server.lines);
  });

  test("goes over to a new policy, and sends a new sink everything that is kept", async () => {
    it.configure({ sinks: [firehose()] });
    it.append(10);
    const running = start();
    await until(() => ids(server.lines).length === 10);
    it.configure({ sinks: [firehose(), file()], heartbeat_seconds: 30 });
    await until(() => running.stderr().includes("the policy has changed"));
    it.append(10);
    await until(() => ids(server.lines).length === 20);
    await until(() => existsSync(out()) && ids(it.readFiles(out())).length === 20);
    expect(await running.end("SIGTERM")).toBe(0);
    assertWhole(server.lines);
    assertWhole(it.readFiles(out()));
  });

  test("serves its metrics, and leaves them in a file", async () => {
    it.configure({ sinks: [firehose()] });
    it.append(12);
    const port = 20_000 + (process.pid % 20_000);
    const running = start("--metrics", `127.0.0.1:${port}`);
    await until(() => ids(server.lines).length === 12);
    await until(async () => {
      const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      return /^toolgate_audit_lines_delivered_total\{sink="lake"\} 1[3-9]$/m.test(text);
    });
    expect(await running.end("SIGTERM")).toBe(0);
  });

  test.each([["0.0.0.0:1"], ["9464"], ["host:9464"], ["127.0.0.1:70000"]])(
    "serves no metrics at %s",
    async (address) => {
      it.configure({ sinks: [] });
      const running = start("--metrics", address);
      expect(await running.ended).toBe(1);
      expect(running.stderr()).toContain("--metrics takes an address of this machine");
    },
  );

  test("takes of a user no more than his quota while nothing can be sent, and all of it in the end", async () => {
    it.configure({ sinks: [firehose()] }, { spool_quota_bytes: 65_536 });
    server.status = 500;
    it.append(1000);
    expect(await start("--once").ended).toBe(1);
    expect(it.readLog().join("\n").length).toBeLessThan(80_000);
    server.status = 200;
    const running = start("--once");
    expect(await running.ended).toBe(0);
    expect(running.stderr()).toBe(
      `toolgate forward: user ${it.uid} has as many unsent records as the quota allows: the next ones wait in the spool\n`,
    );
    assertWhole(server.lines);
  });

  test("pushes its metrics to a collector that it ships to", async () => {
    const seen: string[] = [];
    const url = await serve((request, _, response) => {
      seen.push(request.url ?? "");
      response.end("{}");
    });
    it.configure({ sinks: [{ kind: "otlp", name: "collector", url }] });
    it.append(3);
    expect(await start("--once").ended).toBe(0);
    expect(new Set(seen)).toEqual(new Set(["/v1/logs", "/v1/metrics"]));
    expect(seen.at(-1)).toBe("/v1/metrics");
  });

  test("sends again from the start when a cursor is lost, under the same ids", async () => {
    it.configure({ sinks: [firehose()] });
    it.append(10);
    expect(await start("--once").ended).toBe(0);
    rmSync(path.join(it.audit, "cursors"), { recursive: true });
    expect(await start("--once").ended).toBe(0);
    assertWhole(server.lines);
  });
});

describe("killed at random points", () => {
  test(
    `nothing is lost, nothing is out of order, and few lines come twice (${KILLS} kills)`,
    async () => {
      it.configure({ sinks: [firehose(), file()] });
      server.delayMs = 300;
      for (let round = 0; round < KILLS; round += 1) {
        const running = start();
        const before = server.count;
        let end = Number.POSITIVE_INFINITY;
        // From its first request on, or on its way there.
        if (round % 3 === 0) end = Date.now() + Math.random() * 1000;
        while (Date.now() < end) {
          it.append(1 + Math.floor(Math.random() * 40));
          await sleep(20 + Math.random() * 60);
          const isAtWork = end === Number.POSITIVE_INFINITY && server.count > before;
          if (isAtWork) end = Date.now() + Math.random() * 800;
        }
        await running.end("SIGKILL");
      }
      server.delayMs = 0;
      const last = start("--once");
      expect(await last.ended).toBe(0);
      assertWhole(server.lines);
      assertWhole(it.readFiles(out()));
      const log = it.readLog().length;
      const twice = [server.lines.length - log, it.readFiles(out()).length - log];
      if (process.env["TOOLGATE_KILLS"] !== undefined)
        console.info(`${KILLS} kills, ${log} lines, twice: ${twice.join(" and ")}`);
      expect(twice[0]).toBeGreaterThan(0);
      expect(twice[0]).toBeLessThanOrEqual(KILLS * 2000);
      expect(twice[1]).toBeLessThanOrEqual(KILLS * 1000);
    },
    KILLS * 15_000 + 60_000,
  );
});
