import { generateKeyPairSync, randomBytes, sign, verify } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  hashLine,
  isSealable,
  NO_LINE,
  seal,
  type Seal,
  toSignedBytes,
  unseal,
  withSignature,
} from "../../../src/audit/seal/sealed-line.ts";

const hex = (bytes: number): string => randomBytes(bytes).toString("hex");
const place = (): Omit<Seal, "v"> => ({ log: hex(16), seq: 7, prev: NO_LINE, at: 1, id: hex(16) });

describe("a sealed line", () => {
  test("is the event's JSON with the seal under unmapped, and gives the event back byte for byte", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (members) => {
        const { unmapped: _, ...others } = members;
        const event = { ...others, unmapped: { format: 1, x: members } };
        const text = JSON.stringify(event);
        fc.pre(isSealable(text, event));
        const given = place();
        const line = seal(text, given);
        expect(JSON.parse(line).unmapped.seal).toEqual({ v: 1, ...given });
        expect(unseal(line)).toEqual({ text, seal: { v: 1, ...given } });
      }),
    );
  });

  test("is none without a seal, or with one that lacks a member", () => {
    const whole = seal('{"a":1,"unmapped":{"format":1}}', place());
    for (const name of ["log", "seq", "prev", "at", "id"]) {
      expect(unseal(whole.replace(`"${name}"`, '"other"'))).toBeUndefined();
    }
    expect(unseal('{"a":1,"unmapped":{"format":1}}')).toBeUndefined();
  });

  test("takes the last seal, whatever the event says itself", () => {
    const false_ = seal('{"unmapped":{"format":1}}', { ...place(), seq: 1 });
    const line = seal(JSON.stringify({ said: false_, unmapped: { format: 1 } }), place());
    expect(unseal(line)?.seal.seq).toBe(7);
  });

  test("of a checkpoint is signed over everything but the signature", () => {
    const { publicKey, privateKey } = generateKeyPairSync("ed25519");
    const line = seal('{"unmapped":{"kind":"checkpoint"}}', place());
    const signed = withSignature(line, sign(null, toSignedBytes(line), privateKey));
    const signature = Buffer.from(unseal(signed)?.seal.sig ?? "", "hex");
    expect(verify(null, toSignedBytes(signed), publicKey, signature)).toBe(true);
    const other = signed.replace('"seq":7', '"seq":8');
    expect(verify(null, toSignedBytes(other), publicKey, signature)).toBe(false);
    expect(hashLine(signed)).not.toBe(hashLine(line));
  });

  test("is not made of an event that does not end in a filled unmapped", () => {
    expect(isSealable('{"unmapped":{}}', { unmapped: {} })).toBe(false);
    expect(isSealable('{"a":{"b":1}}', { a: { b: 1 } })).toBe(false);
    const last = '{"unmapped":{"b":1},"7":{"b":1}}';
    expect(isSealable(last, JSON.parse(last))).toBe(false);
    const first = '{"7":{"b":1},"unmapped":{"b":1}}';
    expect(isSealable(first, JSON.parse(first))).toBe(true);
  });
});
