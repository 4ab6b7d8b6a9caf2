import { statSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { systemClock } from "../../../src/audit/forward/clock.ts";
import { openHandover } from "../../../src/audit/intake/hand-over.ts";
import { unseal } from "../../../src/audit/seal/sealed-line.ts";
import { forwardUntil } from "../../../src/cli/forward/forward-until.ts";
import type { Session } from "../../../src/cli/forward/open-session.ts";
import { recordOf } from "../intake/setting.ts";
import { serve } from "../sink/loopback.ts";
import { Installation } from "./installation.ts";
import { until } from "./start-forwarder.ts";

let it: Installation;
let told: string[];
let stop: AbortController;
let ended: Promise<boolean>;

beforeEach(() => {
  it = new Installation({ intake: true });
  told = [];
  stop = new AbortController();
});
afterEach(async () => {
  stop.abort();
  await ended;
  it.remove();
});

let session: Session | undefined;

function start(): void {
  const onSession = (begun: Session): void => void (session = begun);
  const tell = (line: string): void => void told.push(line);
  const task = { hooks: it.hooks, once: false, clock: systemClock, tell, onSession, lookMs: 20 };
  ended = forwardUntil(stop.signal, task);
}

const socket = () => it.intake ?? "";
const reloads = () => told.filter((line) => line.includes("the policy has changed")).length;

/** Says something else each time, and waits until it is in force. */
async function reload(sinks: readonly unknown[] = []): Promise<void> {
  const before = reloads();
  it.configure({ sinks, heartbeat_seconds: 30 + (before % 7) });
  await until(() => reloads() > before);
}

/** As a hook does that cannot reach the spool. */
async function handOver(): Promise<void> {
  const { actor, spool, deliver } = await openHandover({ socket: socket(), withinMs: 3000 });
  const { uid, user, host } = actor;
  it.ids.push(spool.nextId());
  spool.append(
    recordOf(uid, {
      actor: { user: { name: user, uid: String(uid) } },
      src_endpoint: { hostname: host },
    }),
  );
  await deliver(3000);
}

const sealedIds = () =>
  it.readLog().flatMap((line) => {
    const seal = unseal(line)?.seal;
    return seal?.via === undefined ? [] : seal.id;
  });

describe.skipIf(process.platform === "win32")("while the policy is changed again and again", () => {
  test("every hook that comes by the socket is served, and each record sealed once", async () => {
    const out = path.join(it.place, "out");
    const sinks = [{ kind: "file", name: "here", directory: out }];
    it.configure({ sinks });
    start();
    await until(() => statSync(socket(), { throwIfNoEntry: false })?.isSocket() === true);
    const { ino } = statSync(socket());
    const over = new AbortController();
    const hook = async (): Promise<void> => {
      while (!over.signal.aborted) await handOver();
    };
    const hooks = Promise.all([hook(), hook(), hook(), hook()]);
    for (let turn = 0; turn < 15; turn += 1) {
      await reload(sinks);
      await sleep(100);
      expect(statSync(socket()).ino).toBe(ino);
    }
    over.abort();
    await hooks;
    stop.abort();
    expect(await ended).toBe(true);
    expect(it.ids.length).toBeGreaterThan(100);
    const counted = /^toolgate_audit_intake_lines_total (\d+)$/m.exec(
      session?.reporter.text() ?? "",
    );
    expect(counted?.[1]).toBe(`${it.ids.length}`);
    expect(sealedIds().toSorted()).toEqual(it.ids.toSorted());
    expect(it.readFiles(out).toSorted()).toEqual(it.readLog().toSorted());
    expect(statSync(socket(), { throwIfNoEntry: false })).toBeUndefined();
  }, 60_000);

  test("an outage of a sink is told once, and its end", async () => {
    let status = 500;
    const url = await serve((_request, _body, response) => {
      response.statusCode = status;
      response.end("{}");
    });
    const sinks = [{ kind: "otlp", name: "collector", url }];
    it.configure({ sinks });
    start();
    await until(() => told.some((line) => line.includes("status 500")));
    for (let turn = 0; turn < 4; turn += 1) {
      await reload(sinks);
      await sleep(2000); // more than three attempts
    }
    status = 200;
    await until(() => told.some((line) => line.includes("is back after")));
    stop.abort();
    await ended;
    expect(told.filter((line) => line.startsWith("sink"))).toEqual([
      expect.stringMatching(
        /^sink collector: .*status 500.*; lines are kept and sent when it is back$/,
      ),
      expect.stringMatching(/^sink collector: is back after \d+ s$/),
    ]);
  }, 60_000);
});
