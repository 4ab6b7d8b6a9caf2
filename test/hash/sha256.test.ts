import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import path from "node:path";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { SHA256_MODULE } from "../../src/hash/sha256-module.ts";
import { finishHash, startHash } from "../../src/hash/sha256.ts";

const NOTHING = new Uint8Array(0);
const sha256 = (...parts: readonly Uint8Array[]): Buffer => finishHash(startHash(NOTHING), parts);

/** FIPS 180-4's examples. */
test.each([
  ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
  ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
  [
    "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
  ],
  ["a".repeat(1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"],
])("agrees with the standard's example %#", (text, digest) => {
  expect(sha256(Buffer.from(text)).toString("hex")).toBe(digest);
});

test("agrees with node:crypto at every length around the block", () => {
  for (let length = 0; length < 300; length += 1) {
    const data = Buffer.alloc(length, length);
    expect(sha256(data)).toEqual(createHash("sha256").update(data).digest());
  }
});

test("agrees with node:crypto on any bytes, in any parts", () => {
  const bytes = fc.uint8Array({ maxLength: 400 });
  fc.assert(
    fc.property(bytes, bytes, bytes, (a, b, c) => {
      const expected = createHash("sha256").update(a).update(b).update(c).digest();
      expect(sha256(a, b, c)).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});

test("goes on from whole blocks, as often as asked", () => {
  for (const blocks of [64, 128, 64 * 1024]) {
    const first = Buffer.alloc(blocks, 7);
    const state = startHash(first);
    for (const rest of ["", "a", "b".repeat(200)]) {
      const expected = createHash("sha256").update(first).update(rest).digest();
      expect(finishHash(state, [Buffer.from(rest)])).toEqual(expected);
    }
  }
});

test("agrees with node:crypto where the module's memory is filled more than once", () => {
  for (const length of [63 * 1024 - 9, 63 * 1024, 63 * 1024 + 1, 200_000]) {
    const data = randomBytes(length);
    expect(sha256(data)).toEqual(createHash("sha256").update(data).digest());
  }
});

test("the module is what the assembler makes", () => {
  const script = path.join(import.meta.dirname, "../../scripts/assemble-sha256.mjs");
  const made = execFileSync(process.execPath, [script], { encoding: "utf8" });
  expect(SHA256_MODULE).toBe(made.trim());
});
