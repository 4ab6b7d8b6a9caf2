import { deriveServiceKey } from "../../../src/audit/intake/service-segment.ts";
import { createHmac, randomBytes } from "node:crypto";
import {
  appendFileSync,
  closeSync,
  mkdirSync,
  openSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { appendMac, toSignedText } from "../../../src/audit/spool/envelope.ts";
import { readKeys } from "../../../src/audit/verify/trust/key-ring.ts";
import { makeLog, toText, writeLog } from "./make-log.ts";
import { faultsOf, kindsOf, makePlace, trust, verifyPaths, writeFile } from "./setting.ts";

const place = makePlace();
const log = makeLog({}, 30);
const { lines } = log;
const keys = trust(place, log.choices.key);
let names = 0;
const nextName = () => `in-${(names += 1)}`;

describe("objects as Firehose lays them", () => {
  test("of several machines, plain and gzip, in any order and twice, are proven", async () => {
    const other = makeLog({ host: "web-2" }, 30);
    const tree = path.join(place, nextName());
    const mixed = lines.flatMap((line, at) => [line, other.lines[at] ?? ""]);
    const [one, two] = [mixed.slice(0, 40), mixed.slice(40)];
    writeFile(tree, "records/2026/11/01/12/stream-1-b", gzipSync(toText(two)));
    writeFile(tree, "records/2026/11/01/12/stream-1-c.gz", toText(one.toReversed()));
    // Firehose concatenates what it compresses: members follow each other.
    const members = [gzipSync(toText(one.slice(0, 9))), gzipSync(toText(one.slice(9)))];
    writeFile(tree, "records/2026/11/01/13/stream-1-a", Buffer.concat(members));
    const found = await verifyPaths([tree], [...keys, ...trust(place, other.choices.key)]);
    expect(found.faults.listed).toEqual([]);
    expect(found.verdict).toBe("proven");
    expect(found).toMatchObject({ files: 3, logs: [{ machine: "web-1" }, { machine: "web-2" }] });
    expect(found.logs[0]?.again).toBe(20);
  });

  test("that are corrupt gzip are told with their place, and what is before it counts", async () => {
    const noise = lines.map((line) => line.replace("alice", randomBytes(2000).toString("hex")));
    const whole = gzipSync(toText(noise));
    const broken = Buffer.from(whole);
    broken.fill(0xff, Math.floor(whole.length / 2), Math.floor(whole.length / 2) + 40);
    const found = await verifyPaths([writeFile(place, nextName(), broken)], keys);
    expect(faultsOf(found, "unreadable")[0]?.message).toMatch(/is corrupt gzip/);
    expect(faultsOf(found, "unreadable")[0]?.at?.line).toBeGreaterThan(5);
    expect(found.logs[0]?.lines).toBeGreaterThan(5);
  });

  test("that end in the middle of a gzip member are told, and what is before it counts", async () => {
    const whole = gzipSync(toText(lines));
    for (const [part, least] of [
      [0.2, 0],
      [0.6, 6],
      [0.99, 6],
    ] as const) {
      const half = whole.subarray(0, Math.floor(whole.length * part));
      const found = await verifyPaths([writeFile(place, nextName(), half)], keys);
      expect(faultsOf(found, "unreadable")[0]?.message).toBe("ends in the middle of its gzip data");
      expect(found.logs[0]?.lines ?? 0).toBeGreaterThanOrEqual(least);
    }
  });

  test("with something behind the gzip data are told", async () => {
    for (const [more, message] of [
      ["more", /is corrupt gzip/],
      ["\0\0\0\0", /has 4 bytes behind its gzip data/],
    ] as const) {
      const bytes = Buffer.concat([gzipSync(toText(lines)), Buffer.from(more)]);
      const found = await verifyPaths([writeFile(place, nextName(), bytes)], keys);
      expect(faultsOf(found, "unreadable")[0]?.message).toMatch(message);
      expect(found.logs[0]?.lines).toBeGreaterThan(20);
    }
  });
});

describe("what is no log", () => {
  test("an empty file and an empty directory have nothing to prove", async () => {
    const directory = path.join(place, nextName());
    mkdirSync(directory);
    for (const input of [directory, writeFile(place, nextName(), "")]) {
      const found = await verifyPaths([input], keys);
      expect(found).toMatchObject({ verdict: "not proven", logs: [] });
      expect(found.faults.total).toBe(0);
    }
  });

  test("a line of another program is told with its place", async () => {
    const mixed = toText(lines.toSpliced(2, 0, "Nov 27 12:00:00 web-1 sshd[1]: hello"));
    const file = writeFile(place, nextName(), mixed);
    const found = await verifyPaths([file], keys);
    expect(found.faults.listed).toMatchObject([
      { kind: "foreign", at: { file, line: 3 }, message: "no sealed line: it is not JSON" },
    ]);
    expect(found.logs[0]?.lines).toBe(lines.length);
  });

  test("bytes that are no UTF-8 are told as what they are: an edited line", async () => {
    const bytes = Buffer.from(toText(lines));
    bytes[bytes.indexOf("alice")] = 0xff;
    const found = await verifyPaths([writeFile(place, nextName(), bytes)], keys);
    expect(kindsOf(found)).toEqual(["edited"]);
    const noise = writeFile(place, nextName(), randomBytes(5000));
    expect(kindsOf(await verifyPaths([noise], keys))).toEqual(["foreign"]);
  });

  test("bytes in the last checkpoint that decode as the same character do not pass", async () => {
    const odd = makeLog({ host: "web-\ufffd" });
    const bytes = Buffer.from(toText(odd.lines));
    const at = bytes.lastIndexOf("\ufffd");
    const edited = Buffer.concat([bytes.subarray(0, at), Buffer.of(0xff), bytes.subarray(at + 3)]);
    const trusted = trust(place, odd.choices.key);
    const found = await verifyPaths([writeFile(place, nextName(), edited)], trusted);
    expect(kindsOf(found)).toContain("forged");
  });

  test("a line of 100 MB is told, and costs no memory", async () => {
    const file = writeFile(place, nextName(), toText(lines.slice(0, 3)));
    const descriptor = openSync(file, "a");
    const chunk = Buffer.alloc(1024 * 1024, "x");
    for (let written = 0; written < 100; written += 1) writeSync(descriptor, chunk);
    writeSync(descriptor, `\n${toText(lines.slice(3))}`);
    closeSync(descriptor);
    const before = process.memoryUsage().rss;
    const found = await verifyPaths([file], keys);
    expect(process.memoryUsage().rss - before).toBeLessThan(40 * 1024 * 1024);
    expect(found.faults.listed).toMatchObject([
      { kind: "foreign", at: { line: 4 }, message: expect.stringContaining("104857600 bytes") },
    ]);
    expect(found.logs[0]?.lines).toBe(lines.length);
  });

  test("links are named and not followed, but for the path itself", async () => {
    const tree = path.join(place, nextName());
    const file = writeFile(tree, "object", toText(lines));
    symlinkSync(file, path.join(tree, "link"));
    symlinkSync(tree, path.join(place, "linked-tree"));
    const found = await verifyPaths([path.join(place, "linked-tree")], keys);
    expect(found.verdict).toBe("proven");
    expect(found.logs[0]?.again).toBe(0);
    expect(found.skipped).toMatchObject([{ why: "a symbolic link is not followed" }]);
  });

  test("a path that is not there is an error", async () => {
    await expect(verifyPaths([path.join(place, "none")], keys)).rejects.toThrow("ENOENT");
  });

  test("a key that is none, or a private one, is refused", () => {
    const file = writeFile(place, "no.pub", "x");
    expect(() => readKeys([file])).toThrow("it holds no Ed25519 public key in PEM");
    const { privateKey } = log.choices.key;
    const pem = privateKey.export({ format: "pem", type: "pkcs8" }).toString();
    expect(() => readKeys([writeFile(place, "seal.key", pem)])).toThrow("it is a private key");
    expect(() => readKeys([path.join(place, "log-none")])).toThrow("ENOENT");
  });
});

describe("a spool", () => {
  const key = randomBytes(32);
  const record = (id: string, by: Uint8Array = key) => {
    const head = { v: 1, id, boot: "b", mono: "1", uid: 1000 } as const;
    const signed = toSignedText(head, JSON.stringify({ message: "né" }));
    const hmac = createHmac("sha256", by).update("toolgate/record/1\n").update(signed);
    return `\n${appendMac(signed, hmac.digest("hex"))}\n`;
  };
  const [one, two] = [record("a".repeat(32)), record("b".repeat(32))];
  const torn = "\n" + record("c".repeat(32)).trim().slice(0, 50) + "\n";
  const forged = record("d".repeat(32), randomBytes(32));

  test("with the key: what is torn, forged and there twice is told with its place", async () => {
    const directory = path.join(place, nextName());
    const file = writeFile(directory, "1000.seg", one + torn + forged + two + one);
    const found = await verifyPaths([directory], [], { segmentKey: () => key });
    const offset = Buffer.byteLength(one) + 1;
    expect(found.faults.listed).toMatchObject([
      { kind: "torn", at: { file, line: 4, offset } },
      { kind: "forged", at: { file, line: 6, offset: offset + torn.length } },
      { kind: "duplicated", at: { file, line: 10 } },
    ]);
    expect(found.spools).toMatchObject([{ records: 3, torn: 1, forged: 1, duplicated: 1 }]);
    const whole = writeFile(path.join(place, nextName()), "1000.seg", one + two);
    const proven = await verifyPaths([path.dirname(whole)], [], { segmentKey: () => key });
    expect(proven.verdict).toBe("proven");
  });

  test("has segments that were moved away, and of the socket, whose key is the user's own", async () => {
    const directory = path.join(place, nextName());
    writeFile(directory, `1000.seg.${"0a".repeat(16)}`, one);
    const own = deriveServiceKey(key, 1000);
    writeFile(directory, "1000.service.seg", record("e".repeat(32), own));
    const found = await verifyPaths([directory], [], { segmentKey: () => key });
    expect(found).toMatchObject({ verdict: "proven", spools: [{ records: 2, unchecked: 0 }] });
    writeFile(directory, "1001.service.seg", record("f".repeat(32), own));
    const other = await verifyPaths([directory], [], { segmentKey: () => key });
    expect(other.spools).toMatchObject([{ records: 2, forged: 1 }]);
  });

  test("without the key is not proven", async () => {
    const file = writeFile(path.join(place, nextName()), "1000.seg", one + two);
    const found = await verifyPaths([file], []);
    expect(found).toMatchObject({ verdict: "not proven", spools: [{ records: 2 }] });
  });
});

test("an audit directory, its log and one file of it are the same log", async () => {
  const directory = writeLog(path.join(place, nextName()), lines, [0, 10, 20]);
  const inLog = path.join(directory, "log");
  const files = [0, 10, 20].map((seq) => path.join(inLog, `${String(seq).padStart(16, "0")}.log`));
  for (const paths of [[directory], [inLog], files]) {
    const found = await verifyPaths(paths, keys);
    expect(found.faults.listed).toEqual([]);
    expect(found.logs).toMatchObject([{ lines: lines.length, verdict: "proven" }]);
  }
});

test("logs that were left in an audit directory are verified beside the one that goes on", async () => {
  const directory = writeLog(path.join(place, nextName()), lines);
  const old = makeLog({ key: log.choices.key });
  const left = `log-${old.choices.log}`;
  writeFile(path.join(directory, left), `${"0".repeat(16)}.log`, toText(old.lines.toSpliced(2, 1)));
  const found = await verifyPaths([directory], keys);
  expect(found.logs.map(({ verdict }) => verdict)).toEqual(["proven", "faults"]);
  expect(found.logs[1]?.source).toBe(path.join(directory, left));
});

test("a line that is being written is waited for", async () => {
  const directory = writeLog(path.join(place, nextName()), lines);
  const file = path.join(directory, "log", `${"0".repeat(16)}.log`);
  writeFileSync(file, toText(lines).slice(0, -40));
  const found = verifyPaths([directory], keys, { isLive: true });
  setTimeout(() => appendFileSync(file, toText(lines).slice(-40)), 150);
  expect((await found).verdict).toBe("proven");
});
