import { createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hashLine, NO_LINE, toSignedBytes, unseal } from "../../../src/audit/seal/sealed-line.ts";
import { FaultProxy } from "../sink/fault-proxy.ts";
import {
  CREDENTIALS,
  hasMoto,
  makeStream,
  type Moto,
  readBucket,
  REGION,
  startMoto,
} from "../sink/moto.ts";
import { Installation } from "./installation.ts";
import { startForwarder } from "./start-forwarder.ts";

describe.runIf(hasMoto)("from the spool to the lake", () => {
  const installation = new Installation();
  let moto: Moto;
  let proxy: FaultProxy;
  let endpoint: string;

  beforeAll(async () => {
    moto = await startMoto();
    await makeStream(moto.url, "records");
    proxy = new FaultProxy(moto.url);
    endpoint = await proxy.open();
  }, 60_000);
  afterAll(async () => {
    await proxy.close();
    await moto.stop();
    installation.remove();
  });

  test("every record arrives as it was appended, chained and signed, over a network with faults", async () => {
    const sink = { kind: "firehose", name: "lake", stream: "records", region: REGION, endpoint };
    installation.configure({ sinks: [sink], heartbeat_seconds: 1 });
    let turn = 0;
    proxy.decide = () => {
      turn += 1;
      if (turn % 4 === 1) return { kind: "partial", places: [0, 1], code: "InternalFailure" };
      return turn % 4 === 3 ? { kind: "reset-after" } : undefined;
    };
    const running = startForwarder(installation.hooks, [], CREDENTIALS);
    for (let step = 0; step < 15; step += 1) {
      installation.append(100, step === 7 ? 9000 : 100);
      await sleep(200);
    }
    await running.end("SIGTERM");
    proxy.decide = () => undefined;
    expect(await startForwarder(installation.hooks, ["--once"], CREDENTIALS).ended).toBe(0);
    const arrived = await readBucket(moto.url, "records");
    const bySeq = new Map(arrived.map((line) => [unseal(line)?.seal.seq ?? -1, line]));
    const lines = [...bySeq].toSorted(([a], [b]) => a - b).map(([, line]) => line);
    expect(lines).toEqual(installation.readLog());
    const ids = lines.flatMap((line) =>
      line.includes('"via":"hook"') ? unseal(line)?.seal.id : [],
    );
    expect(ids).toEqual(installation.ids);
    assertProven(lines, readFileSync(path.join(installation.audit, "seal.pub"), "utf8"));
    expect(arrived.length).toBeGreaterThan(lines.length);
  }, 60_000);
});

/** By the public key alone. */
function assertProven(lines: readonly string[], pem: string): void {
  const key = createPublicKey(pem);
  let prev = NO_LINE;
  let signed = 0;
  for (const line of lines) {
    const seal = unseal(line)?.seal;
    expect(seal?.prev).toBe(prev);
    prev = hashLine(line);
    if (seal?.sig === undefined) continue;
    signed += 1;
    expect(verify(null, toSignedBytes(line), key, Buffer.from(seal.sig, "hex"))).toBe(true);
  }
  expect(signed).toBeGreaterThan(2);
}
