import { spawn } from "node:child_process";
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createHmac, randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import path from "node:path";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readBootId } from "../../../src/platform/boot-id.ts";
import { createSpool } from "../../../src/audit/spool/create-spool.ts";
import {
  createKeyedHash,
  type KeyedHash,
  NATIVE_FROM_BYTES,
} from "../../../src/hash/keyed-hash.ts";
import { assertQuota } from "../../../src/audit/spool/quota.ts";
import { createRandomId } from "../../../src/audit/spool/random-id.ts";
import { parseSegment, readSegment } from "../../../src/audit/spool/read-segment.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import type { Spool } from "../../../src/model/record.ts";

const key = Buffer.alloc(32, 9);
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "toolgate-segment-"));
  file = path.join(folder, "0.seg");
});
afterEach(() => rmSync(folder, { recursive: true }));

function append(...records: readonly JsonObject[]): Buffer {
  const descriptor = openSync(file, "a");
  const spool = spoolOf(descriptor);
  for (const record of records) spool.append(record);
  closeSync(descriptor);
  return readFileSync(file);
}

function spoolOf(descriptor: number): Spool {
  const segment = { descriptor, bytes: 0 };
  return createSpool({ segment, key, uid: 1000, integrity: "none", readBootId });
}

const statesOf = (bytes: Uint8Array): string[] =>
  parseSegment(bytes, key).map(({ state }) => state);

describe("a record in the segment", () => {
  test("stands between newlines, with its envelope and the MAC at the end", () => {
    const line = append({ a: 1 }).toString();
    expect(line).toMatch(
      /^\n\{"v":1,"id":"[0-9a-f]{32}","boot":"[^"]+","mono":"\d+","uid":1000,"record":\{"a":1\},"mac":"[0-9a-f]{64}"\}\n$/,
    );
  });

  test("is read back as it was written, whatever is in it", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (record) => {
        writeFileSync(file, "");
        const plain: JsonObject = JSON.parse(JSON.stringify(record));
        append(plain);
        expect(readSegment(file, key)).toMatchObject([{ state: "verified", offset: 1 }]);
        const [entry] = readSegment(file, key);
        expect(entry?.state === "verified" && entry.envelope.record).toEqual(plain);
      }),
      { numRuns: 50 },
    );
  });

  test("has a MAC that anyone with the key can recompute from the bytes", () => {
    const line = append({ ü: "\u0000\ud800" }).toString().trim();
    const signed = `${line.slice(0, -74)}}`;
    const mac = createHmac("sha256", key).update(`toolgate/record/1\n${signed}`).digest("hex");
    expect(line.endsWith(`,"mac":"${mac}"}`)).toBe(true);
  });

  test("has an id of its own and a clock that goes on", () => {
    append({ a: 1 }, { a: 1 }, { a: 1 });
    const entries = readSegment(file, key).flatMap((e) =>
      e.state === "verified" ? [e.envelope] : [],
    );
    expect(new Set(entries.map(({ id }) => id)).size).toBe(3);
    const times = entries.map(({ mono }) => BigInt(mono));
    expect(times).toEqual(times.toSorted((a, b) => (a < b ? -1 : 1)));
    expect(new Set(entries.map(({ boot }) => boot))).toEqual(new Set([readBootId()]));
  });
});

describe("reading a segment", () => {
  test("finds every changed byte of a record", () => {
    const whole = append({ user: "dev", n: 1 });
    for (let at = 1; at < whole.length - 1; at += 1) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(statesOf(changed)).not.toContain("verified");
    }
  });

  test("finds a record made with another key", () => {
    const other = createSpool({
      segment: { descriptor: openSync(file, "a"), bytes: 0 },
      key: randomBytes(32),
      uid: 0,
      integrity: "none",
      readBootId,
    });
    other.append({ a: 1 });
    expect(readSegment(file, key)).toEqual([
      { state: "forged", offset: 1, bytes: expect.any(Number) },
    ]);
  });

  test("tells a torn record from its neighbours", () => {
    const first = append({ n: 1 });
    writeFileSync(file, first.subarray(0, -20));
    const both = append({ n: 2 });
    expect(parseSegment(both, key)).toMatchObject([
      { state: "torn", offset: 1, bytes: first.length - 21 },
      { state: "verified", envelope: { record: { n: 2 } } },
    ]);
  });

  test("takes a keyed hash of a record's text for no MAC", () => {
    const line = append({ n: 1 }).toString().trim();
    const signed = `${line.slice(0, -74)}}`;
    const spool = createSpool({
      segment: { descriptor: 1, bytes: 0 },
      key,
      uid: 0,
      integrity: "none",
      readBootId,
    });
    const hash = spool.keyedHash(Buffer.from(signed));
    expect(statesOf(Buffer.from(`${line.slice(0, -74)},"mac":"${hash}"}`))).toEqual(["forged"]);
  });

  test.each(["null", "[]", "{}", '{"v":2}', "x", '{"mac":"0"}', '{"v":1,"record":{}}'])(
    "verifies nothing in %s",
    (line) => expect(statesOf(Buffer.from(`\n${line}\n`))).not.toContain("verified"),
  );

  test("finds nothing in an empty segment", () => expect(statesOf(Buffer.alloc(0))).toEqual([]));
});

test("50 processes that append at once tear nothing", async () => {
  const src = path.join(import.meta.dirname, "../../../src");
  mkdirSync(path.join(folder, "keys"));
  writeFileSync(path.join(folder, "keys/spool.key"), key);
  const layout = { format: 1, installation: "trial", spool: folder, keys: `${folder}/keys` };
  const script = path.join(folder, "hook.mjs");
  writeFileSync(
    script,
    `import { takePrivileges } from "${src}/platform/privilege.ts";
     const { spool } = takePrivileges(${JSON.stringify(layout)});
     const n = Number(process.argv[2]);
     for (let i = 0; i < 20; i += 1) spool.append({ n, i, filler: "x".repeat(n * 997) });`,
  );
  const runs = Array.from({ length: 50 }, (_, n) => runNode([script, String(n)]));
  expect(new Set(await Promise.all(runs))).toEqual(new Set([0]));
  const entries = readSegment(path.join(folder, `${process.getuid?.()}.seg`), key);
  const records = entries.flatMap((e) => (e.state === "verified" ? [e.envelope.record] : []));
  expect(entries).toHaveLength(1000);
  expect(new Set(records.map(({ n, i }) => `${String(n)}/${String(i)}`)).size).toBe(1000);
}, 60_000);

function runNode(args: readonly string[]): Promise<number | null> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [...args], { stdio: ["ignore", "ignore", "inherit"] });
    child.on("error", fail);
    child.on("close", done);
  });
}

describe("a record that is to be on the disk", () => {
  test("is there when the append returns", () => {
    const descriptor = openSync(file, "a");
    spoolOf(descriptor).append({ a: 1 }, true);
    closeSync(descriptor);
    expect(statesOf(readFileSync(file))).toEqual(["verified"]);
  });

  test("denies where it cannot be brought there", () => {
    const descriptor = openSync("/dev/null", "a");
    const spool = spoolOf(descriptor);
    expect(() => spool.append({ a: 1 }, true)).toThrow(
      expect.objectContaining({ stage: "record", message: expect.stringMatching(/disk: EINVAL/) }),
    );
    expect(() => spool.append({ a: 1 })).not.toThrow();
    closeSync(descriptor);
  });
});

describe("the keyed hash", () => {
  const hash: KeyedHash = (purpose, data) => createKeyedHash(key)(purpose, data);

  test.each([0, 1, 55, 64, 1000, NATIVE_FROM_BYTES - 1, NATIVE_FROM_BYTES, NATIVE_FROM_BYTES + 1])(
    "of %d bytes is HMAC-SHA-256",
    (length) => {
      const data = randomBytes(length);
      const expected = createHmac("sha256", key).update("toolgate/value/1\n").update(data);
      expect(hash("toolgate/value/1", data)).toBe(expected.digest("hex"));
    },
  );

  test("stays the same when much has been hashed before", () => {
    const used = createKeyedHash(key);
    const value = used("toolgate/value/1", Buffer.from("value"));
    used("toolgate/value/1", Buffer.alloc(NATIVE_FROM_BYTES));
    expect(used("toolgate/value/1", Buffer.from("value"))).toBe(value);
  });

  test("of one value differs by purpose and by key", () => {
    const data = Buffer.from("value");
    const value = hash("toolgate/value/1", data);
    expect(hash("toolgate/record/1", data)).not.toBe(value);
    expect(createKeyedHash(randomBytes(32))("toolgate/value/1", data)).not.toBe(value);
  });

  test("of 50 MB takes well under a second", () => {
    const data = Buffer.alloc(50_000_000);
    const start = performance.now();
    hash("toolgate/value/1", data);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

test("ids are 128 bits, each another", () => {
  const ids = Array.from({ length: 100 }, createRandomId);
  expect(ids.every((id) => /^[0-9a-f]{32}$/.test(id))).toBe(true);
  expect(new Set(ids).size).toBe(100);
});

test("a quota that is reached denies", () => {
  const spool = createSpool({
    segment: { descriptor: 1, bytes: 100 },
    key,
    uid: 0,
    integrity: "none",
    readBootId,
  });
  expect(() => assertQuota(spool, 101)).not.toThrow();
  expect(() => assertQuota(spool, 100)).toThrow(
    expect.objectContaining({
      stage: "record",
      message: expect.stringMatching(/full: 100 of 100/),
    }),
  );
});
