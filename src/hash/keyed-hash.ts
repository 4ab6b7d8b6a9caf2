import { BLOCK_BYTES, finishHash, type HashState, startHash } from "./sha256.ts";

/**
 * Loading node:crypto costs as much as hashing some 1.7 MiB here, so only a large input, or many, are worth it
 * (measured on Node 26: 5.9 ms, then 0.8 ms a MiB; here 4.3 ms a MiB).
 */
export const NATIVE_FROM_BYTES = 2 * 1024 * 1024;

/** HMAC-SHA-256 in hex over `purpose`, a newline and the data. */
export type KeyedHash = (purpose: HashPurpose, data: Uint8Array) => string;

/**
 * One key serves several purposes, told apart by a prefix: otherwise a user could have a value hashed
 * that reads like a record, and would have that record's MAC. Fingerprints have a key of their own.
 */
export type HashPurpose =
  | "toolgate/record/1"
  | "toolgate/value/1"
  | "toolgate/taint/1"
  | "toolgate/service/1"
  | "toolgate/fingerprint/1";

/** The key, at most 64 bytes, stays in the closure; nothing is computed before the first hash. */
export function createKeyedHash(key: Uint8Array): KeyedHash {
  let hashed = 0;
  let keyed: KeyedStates | undefined;
  return (purpose, data) => {
    hashed += data.length;
    const prefix = Buffer.from(`${purpose}\n`);
    if (hashed >= NATIVE_FROM_BYTES) return hashNatively(key, prefix, data);
    keyed ??= { inner: takeKey(key, 0x36), outer: takeKey(key, 0x5c) };
    const inner = finishHash(keyed.inner, [prefix, data]);
    return finishHash(keyed.outer, [inner]).toString("hex");
  };
}

/** HMAC's two hashes (RFC 2104) after the key's block: the same for every value. */
interface KeyedStates {
  readonly inner: HashState;
  readonly outer: HashState;
}

/** The key, zeros up to a block, each byte XORed. */
function takeKey(key: Uint8Array, mask: number): HashState {
  const block = new Uint8Array(BLOCK_BYTES);
  block.set(key);
  for (let index = 0; index < BLOCK_BYTES; index += 1) block[index] = (block[index] ?? 0) ^ mask;
  return startHash(block);
}

function hashNatively(key: Uint8Array, prefix: Uint8Array, data: Uint8Array): string {
  const { createHmac } = process.getBuiltinModule("node:crypto");
  return createHmac("sha256", key).update(prefix).update(data).digest("hex");
}
