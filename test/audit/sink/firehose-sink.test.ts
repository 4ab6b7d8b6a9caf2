import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { FirehosePolicy } from "../../../src/model/audit-policy.ts";
import { openFirehoseSink } from "../../../src/audit/sink/firehose/firehose-sink.ts";
import { describeWithCertificates, makeSelfSigned } from "../../engine/self-signed.ts";
import { assertDelivered } from "./assert-delivered.ts";
import { type Fault, FaultProxy } from "./fault-proxy.ts";
import { makeLines, never } from "./line.ts";
import {
  CREDENTIALS,
  hasMoto,
  makeStream,
  type Moto,
  readBucket,
  REGION,
  startMoto,
} from "./moto.ts";
import { Shipment } from "./ship.ts";

let moto: Moto;
let proxy: FaultProxy;
let url: string;
let shipment: Shipment;
let stream: string;
let made = 0;

beforeAll(async () => {
  if (hasMoto) moto = await startMoto();
}, 60_000);
afterAll(() => moto?.stop());

beforeEach(async () => {
  for (const [name, value] of Object.entries(CREDENTIALS)) vi.stubEnv(name, value);
  vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
  proxy = new FaultProxy(moto?.url ?? "http://127.0.0.1:1");
  url = await proxy.open();
  shipment = new Shipment();
  made += 1;
  stream = `stream-${made}`;
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await proxy.close();
  shipment.remove();
});

const policy = (more: Partial<FirehosePolicy> = {}): FirehosePolicy => ({
  kind: "firehose",
  name: "lake",
  stream,
  region: REGION,
  endpoint: url,
  ...more,
});
const open = (more: Partial<FirehosePolicy> = {}) =>
  openFirehoseSink(policy(more), { host: "host-1", now: Date.now });

async function failure(more: Partial<FirehosePolicy> = {}) {
  const sink = open(more);
  const delivery = await sink.deliver(makeLines(2), never());
  await sink.close();
  return delivery;
}

const aws = (status: number, type: string, message?: string): Fault => ({
  kind: "answer",
  status,
  type,
  ...(message === undefined ? {} : { message }),
});

describe.runIf(hasMoto)("the Firehose sink, into moto's S3", () => {
  beforeEach(() => makeStream(moto.url, stream));

  test("delivers every line once, byte for byte, within the limits of a request", async () => {
    shipment.disk.addMany(1234);
    await shipment.ship(open());
    assertDelivered(await readBucket(moto.url, stream), shipment.disk.log);
    const sizes = proxy.puts.map(({ body }) => JSON.parse(body).Records.length);
    expect(Math.max(...sizes)).toBe(500);
    expect(Math.max(...proxy.puts.map(({ body }) => body.length))).toBeLessThan(4 * 1024 * 1024);
  });

  test("delivers lines of nearly 1,000 KiB, as many as a request may have", async () => {
    shipment.disk.addMany(9, { size: 990 * 1024 });
    shipment.disk.addMany(10);
    await shipment.ship(open());
    assertDelivered(await readBucket(moto.url, stream), shipment.disk.log);
    for (const { body } of proxy.puts) expect(body.length).toBeLessThan(4 * 1024 * 1024);
  });

  const partial = (code: string, places: readonly number[]): Fault => ({
    kind: "partial",
    code,
    places,
  });
  test.each<[string, readonly Fault[], number]>([
    [
      "throttling",
      [
        aws(503, "ServiceUnavailableException"),
        aws(400, "ThrottlingException"),
        aws(400, "LimitExceededException"),
      ],
      0,
    ],
    ["status 429", [{ kind: "answer", status: 429, headers: { "retry-after": "1" } }], 0],
    [
      "partial failures",
      [
        partial("ServiceUnavailableException", [0, 3, 399]),
        partial("InternalFailure", [1]),
        partial("InternalFailure", [0]),
      ],
      0,
    ],
    [
      "status 500 and 503",
      [
        { kind: "answer", status: 500 },
        { kind: "answer", status: 503 },
        aws(500, "InternalFailure"),
      ],
      0,
    ],
    ["status 500 after the records were taken", [{ kind: "status-after", status: 500 }], 500],
    ["resets before the answer", [{ kind: "reset-before" }, { kind: "reset-before" }], 0],
    [
      "resets after the records were taken",
      [{ kind: "reset-after" }, { kind: "reset-after" }],
      1000,
    ],
    ["half an answer", [{ kind: "half-answer" }], 500],
    [
      "slow answers",
      [
        { kind: "slow", ms: 700 },
        { kind: "slow", ms: 300 },
      ],
      0,
    ],
  ])("survives %s: nothing lost, few twice", async (_, faults, duplicates) => {
    proxy.faults.push(...faults);
    shipment.disk.addMany(1700);
    const queue = await shipment.ship(open());
    expect(proxy.faults).toEqual([]);
    assertDelivered(await readBucket(moto.url, stream), shipment.disk.log, { duplicates });
    expect(queue.isDrained).toBe(true);
  });

  test("survives a storm of all of them", async () => {
    const kinds: readonly Fault[] = [
      aws(503, "ServiceUnavailableException"),
      partial("ServiceUnavailableException", [2, 5]),
      { kind: "answer", status: 500 },
      { kind: "reset-before" },
      { kind: "reset-after" },
      { kind: "half-answer" },
    ];
    let turn = 0;
    proxy.decide = () => {
      turn += 1;
      return turn < 24 && turn % 2 === 0 ? kinds[(turn / 2) % kinds.length] : undefined;
    };
    shipment.disk.addMany(6000);
    await shipment.ship(open(), 60);
    expect(turn).toBeGreaterThan(24);
    assertDelivered(await readBucket(moto.url, stream), shipment.disk.log, { duplicates: 20_000 });
  });

  test("finds the right time by itself when this machine's clock is wrong", async () => {
    proxy.clockOffset = 3_600_000;
    shipment.disk.addMany(700);
    const queue = await shipment.ship(open());
    expect(queue.tally.failed).toBeGreaterThan(0);
    assertDelivered(await readBucket(moto.url, stream), shipment.disk.log);
  });

  test("goes on with fresh credentials when its own have expired", async () => {
    const file = path.join(shipment.directory, "credentials");
    const write = (id: string) =>
      writeFileSync(file, `[default]\naws_access_key_id = ${id}\naws_secret_access_key = x\n`);
    for (const name of Object.keys(CREDENTIALS)) vi.stubEnv(name, "");
    vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", file);
    vi.stubEnv("AWS_CONFIG_FILE", path.join(shipment.directory, "none"));
    write("old");
    proxy.decide = ({ headers }) =>
      headers.authorization?.includes("Credential=old/") === true
        ? aws(400, "ExpiredTokenException")
        : undefined;
    shipment.disk.addMany(10);
    const sink = open();
    const lines = makeLines(1);
    expect(await sink.deliver(lines, never())).toMatchObject({
      reason: "its AWS credentials have expired: give the forwarder fresh ones",
    });
    write("fresh");
    await shipment.ship(sink);
    assertDelivered(await readBucket(moto.url, stream), shipment.disk.log);
  });

  test("says what is missing when the region is another", async () => {
    expect(await failure({ region: "us-east-2" })).toMatchObject({
      reason: `there is no stream ${stream} in us-east-2 of this account: see stream, region and role_arn`,
    });
  });
});

describe.runIf(hasMoto)("a role in the audit account", () => {
  const role = "arn:aws:iam::210987654321:role/toolgate-writer";

  /** The account is told by who has assumed its role. */
  async function enter() {
    const body = new URLSearchParams({
      Action: "AssumeRole",
      Version: "2011-06-15",
      RoleArn: role,
      RoleSessionName: "setup",
    });
    const authorization = `AWS4-HMAC-SHA256 Credential=testing/20261127/${REGION}/sts/aws4_request, SignedHeaders=host, Signature=0`;
    const answer = await fetch(moto.url, { method: "POST", body, headers: { authorization } });
    const text = await answer.text();
    const member = (name: string) => new RegExp(`<${name}>([^<]+)<`).exec(text)?.[1] ?? "";
    return {
      accessKeyId: member("AccessKeyId"),
      secretAccessKey: member("SecretAccessKey"),
      sessionToken: member("SessionToken"),
    };
  }

  test("is assumed with the external id, and what is sent lands in its account", async () => {
    const inside = await enter();
    await makeStream(moto.url, stream, inside);
    shipment.disk.addMany(600);
    await shipment.ship(open({ roleArn: role, externalId: "shared-words", stsEndpoint: url }));
    assertDelivered(await readBucket(moto.url, stream, inside), shipment.disk.log);
    const assumed = proxy.seen.filter(({ body }) => body.includes("Action=AssumeRole"));
    expect(assumed).toHaveLength(1);
    const sent = new URLSearchParams(assumed[0]?.body);
    expect(sent.get("ExternalId")).toBe("shared-words");
    expect(sent.get("RoleArn")).toBe(role);
    expect(sent.get("RoleSessionName")).toBe("toolgate-host-1");
    const keys = proxy.puts.map(({ headers }) => headers.authorization?.split("/")[0]);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).not.toContain("testing");
  });

  test("is assumed anew before its credentials expire", async () => {
    await makeStream(moto.url, stream);
    let number = 0;
    proxy.decide = ({ body }) => {
      if (!body.includes("Action=AssumeRole")) return undefined;
      number += 1;
      // Less than the five minutes that the SDK keeps in hand.
      const until = new Date(Date.now() + (number === 1 ? 60_000 : 3_600_000)).toISOString();
      return { kind: "answer", status: 200, xml: assumeRoleAnswer(`ROLE${number}`, until) };
    };
    const sink = open({ roleArn: role, stsEndpoint: url });
    for (let turn = 0; turn < 3; turn += 1) await sink.deliver(makeLines(1), never());
    await sink.close();
    const ids = proxy.puts.map(
      ({ headers }) => /Credential=(\w+)/.exec(headers.authorization ?? "")?.[1],
    );
    expect(ids.at(-1)).toBe("ROLE2");
    expect(number).toBe(2);
  });

  test("that may not be assumed is named", async () => {
    proxy.decide = ({ body }) =>
      body.includes("Action=AssumeRole")
        ? {
            kind: "answer",
            status: 403,
            xml: "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>",
          }
        : undefined;
    expect(await failure({ roleArn: role, stsEndpoint: url })).toMatchObject({
      reason: "the role in role_arn may not be assumed: see its trust policy and external_id",
    });
  });

  test("whose service is out of reach is told from the stream's", async () => {
    expect(await failure({ roleArn: role, stsEndpoint: "http://127.0.0.1:1" })).toMatchObject({
      reason: "STS: it cannot be reached (ECONNREFUSED)",
    });
  });
});

describe("what an operator is told", () => {
  test.each<[string, Fault, string]>([
    [
      "access denied",
      aws(400, "AccessDeniedException"),
      "access is denied: its credentials must allow firehose:PutRecordBatch on the stream",
    ],
    [
      "unknown credentials",
      aws(400, "UnrecognizedClientException"),
      "AWS does not know its credentials: give it valid ones",
    ],
    [
      "a wrong secret key",
      aws(400, "InvalidSignatureException", "The request signature we calculated does not match"),
      "its AWS signature is refused: is the secret key right?",
    ],
    [
      "an endpoint of another region",
      aws(400, "InvalidSignatureException", "Credential should be scoped to a valid region."),
      `the endpoint is not one of ${REGION}: see region and endpoint`,
    ],
    [
      "a stream that takes no puts",
      aws(400, "InvalidArgumentException"),
      "Firehose refuses what it is sent: is the stream one that takes direct puts?",
    ],
    [
      "throttling",
      aws(503, "ServiceUnavailableException"),
      "it asks for less (throttled): see the stream's limits",
    ],
    ["an error", { kind: "answer", status: 502 }, "it could not answer (status 502)"],
    [
      "a page that is none of AWS's",
      { kind: "answer", status: 200 },
      "its answer is not one of AWS's: see endpoint",
    ],
    ["a reset", { kind: "reset-before" }, "the connection broke off (ECONNRESET)"],
  ])("of %s", async (_, fault, reason) => {
    proxy.faults.push(fault);
    expect(await failure()).toMatchObject({ state: "failed", failed: [0, 1], reason });
  });

  test("of an endpoint where nobody is", async () => {
    expect(await failure({ endpoint: "http://127.0.0.1:1" })).toMatchObject({
      reason: "it cannot be reached (ECONNREFUSED)",
    });
  });

  test("of credentials that are not there", async () => {
    for (const name of Object.keys(CREDENTIALS)) vi.stubEnv(name, "");
    const place = mkdtempSync(path.join(tmpdir(), "toolgate-no-aws-"));
    vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", path.join(place, "none"));
    vi.stubEnv("AWS_CONFIG_FILE", path.join(place, "none"));
    expect(await failure()).toMatchObject({
      reason: "there are no AWS credentials: give the forwarder some (docs/FORWARD.md)",
    });
    rmSync(place, { recursive: true });
  });

  test("of a ca_file that is not there", async () => {
    expect(await failure({ caFile: "/nowhere/ca.pem" })).toMatchObject({
      reason: "its ca_file cannot be read (ENOENT)",
    });
  });

  test("quotes nothing that the service says: it may have been told a secret", async () => {
    const planted = "planted-words-of-a-credential";
    for (const type of ["AccessDeniedException", "ExpiredTokenException", "OddException"]) {
      proxy.faults.push(aws(400, type, planted));
      expect(JSON.stringify(await failure())).not.toContain(planted);
    }
  });

  test("goes through the proxy of its environment", async () => {
    vi.stubEnv("HTTP_PROXY", url);
    vi.stubEnv("NO_PROXY", "");
    proxy.faults.push({ kind: "answer", status: 502 });
    const reason = "it could not answer (status 502)";
    expect(await failure({ endpoint: "http://firehose.example" })).toMatchObject({ reason });
    expect(proxy.puts[0]?.headers.host).toBe("firehose.example");
  });

  test("obeys a Retry-After", async () => {
    proxy.faults.push({ kind: "answer", status: 429, headers: { "retry-after": "9" } });
    expect(await failure()).toMatchObject({ throttled: true, retryAfterMs: 9000 });
  });
});

function assumeRoleAnswer(id: string, until: string): string {
  return `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>${id}</AccessKeyId><SecretAccessKey>x</SecretAccessKey><SessionToken>y</SessionToken><Expiration>${until}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;
}

describeWithCertificates("an endpoint over TLS", () => {
  test("is sent to when its certificate verifies by ca_file, and else not", async () => {
    const { key, cert, certFile } = makeSelfSigned();
    const answers = { FailedPutCount: 0, RequestResponses: [{ RecordId: "1" }, { RecordId: "2" }] };
    const server = createServer({ key, cert }, (request, response) => {
      request.resume();
      request.on("end", () => response.end(JSON.stringify(answers)));
    });
    await new Promise<void>((ready) => void server.listen(0, "127.0.0.1", () => ready()));
    const endpoint = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(await failure({ endpoint })).toMatchObject({
      reason: expect.stringMatching(/^its certificate does not verify \(\w+\): see ca_file$/),
    });
    expect(await failure({ endpoint, caFile: certFile })).toEqual({ state: "delivered" });
    server.closeAllConnections();
    server.close();
  });
});
