import { createHmac } from "node:crypto";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isSealable, NO_LINE, seal, unseal } from "../../../src/audit/seal/sealed-line.ts";
import { createSpool } from "../../../src/audit/spool/create-spool.ts";
import { fitRecord, MAX_RECORD_BYTES } from "../../../src/audit/spool/fit-record.ts";
import { parseSegment } from "../../../src/audit/spool/read-segment.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import { callOf } from "../../executable/trial.ts";
import { findOcsfFaults } from "../ocsf-schema.ts";
import { writeRecords } from "../judged-records.ts";

const key = Buffer.alloc(32, 9);
const hash = (data: Uint8Array): string => createHmac("sha256", key).update(data).digest("hex");
const fit = (record: JsonObject): string => fitRecord(record, MAX_RECORD_BYTES, hash);
const large = "x".repeat(MAX_RECORD_BYTES);
const place = { log: "0".repeat(32), seq: 3, prev: NO_LINE, at: 1, id: "1".repeat(32) };

test("keeps its small members, and size and hash of its large ones", () => {
  const record = { small: 1, large, unmapped: { format: 1, large } };
  const text = JSON.stringify(record);
  const cut = { bytes: large.length + 2, hmac: hash(Buffer.from(JSON.stringify(large))) };
  expect(JSON.parse(fit(record))).toEqual({
    small: 1,
    large: cut,
    unmapped: {
      format: 1,
      large: cut,
      cut: { bytes: text.length, hmac: hash(Buffer.from(text)) },
    },
  });
});

test("fits, however many members it has, and however long their names are", () => {
  const many = Object.fromEntries(
    Array.from({ length: 3000 }, (_, i) => [`k${i}`, "x".repeat(8000)]),
  );
  const named = { [large]: 1 };
  for (const record of [many, named, { unmapped: many }, { ...many, unmapped: many }]) {
    const text = fit(record);
    expect(Buffer.byteLength(text)).toBeLessThan(MAX_RECORD_BYTES);
    expect(isSealable(text, JSON.parse(text))).toBe(true);
  }
});

test("can be sealed and gives back its text, whatever is in it and however long it is", () => {
  const size = fc.constantFrom(0, 1, 100_000, MAX_RECORD_BYTES);
  const members = fc.dictionary(fc.string(), fc.jsonValue());
  fc.assert(
    fc.property(members, members, size, (attributes, others, length) => {
      const { unmapped: _, ...rest } = attributes;
      const filler = { filler: "ü\\u0001".repeat(length / 2) };
      const record = JSON.parse(
        JSON.stringify({ ...rest, ...filler, unmapped: { format: 1, ...others, ...filler } }),
      );
      const text = fit(record);
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MAX_RECORD_BYTES);
      expect(isSealable(text, JSON.parse(text))).toBe(true);
      expect(unseal(seal(text, place))).toEqual({ text, seal: { v: 1, ...place } });
    }),
    { numRuns: 60 },
  );
});

test("stays an OCSF event when it is cut", () => {
  const event = callOf("Bash", { command: "git status" });
  const [record = {}] = writeRecords([event]).records;
  const unmapped = { ...Object(record["unmapped"]), more: large };
  const cut = JSON.parse(fit({ ...record, unmapped }));
  expect(findOcsfFaults(cut)).toEqual([]);
  expect(cut.unmapped).toMatchObject({ format: 1, more: { bytes: large.length + 2 } });
  expect(cut.unmapped.cut.bytes).toBeGreaterThan(large.length);
});

test("is in the segment whole, with all that a sink takes", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "toolgate-fit-"));
  const file = path.join(folder, "0.seg");
  const descriptor = openSync(file, "a");
  const readBootId = (): string => "boot";
  const segment = { descriptor, bytes: 0 };
  const spool = createSpool({ segment, key, uid: 1000, integrity: "none", readBootId });
  spool.append({ large: "ü\u0001".repeat(1_000_000) });
  const first = readFileSync(file).length;
  expect(first).toBeLessThanOrEqual(1000 * 1024);
  spool.append({ large: "x".repeat(MAX_RECORD_BYTES - 1024 - 12) });
  closeSync(descriptor);
  const bytes = readFileSync(file);
  expect(bytes.length - first).toBeLessThanOrEqual(MAX_RECORD_BYTES);
  expect(parseSegment(bytes, key).map(({ state }) => state)).toEqual(["verified", "verified"]);
  rmSync(folder, { recursive: true });
});
