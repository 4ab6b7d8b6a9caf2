import { BLOCK_BYTES, sha256 } from "./sha256.ts";

/**
 * Loading node:crypto costs as much as hashing some 300 KiB here, so only a large input, or many, are worth it
 * (measured on Node 26: 5.9 ms, then 0.8 ms a MiB; here 15 to 20 ms a MiB).
 */
export const NATIVE_FROM_BYTES = 256 * 1024;

/** HMAC-SHA-256 in hex over `purpose`, a newline and the data. */
export type KeyedHash = (purpose: HashPurpose, data: Uint8Array) => string;

/**
 * One key serves two purposes, told apart by a prefix: otherwise a user could have a value hashed
 * that reads like a record, and would have that record's MAC.
 */
export type HashPurpose = "toolgate/record/1" | "toolgate/value/1";

/** The key, at most 64 bytes, stays in the closure; nothing is computed before the first hash. */
export function createKeyedHash(key: Uint8Array): KeyedHash {
  let hashed = 0;
  return (purpose, data) => {
    hashed += data.length;
    const prefix = Buffer.from(`${purpose}\n`);
    if (hashed >= NATIVE_FROM_BYTES) return hashNatively(key, prefix, data);
    const inner = sha256(padKey(key, 0x36), prefix, data);
    return sha256(padKey(key, 0x5c), inner).toString("hex");
  };
}

/** HMAC's key block (RFC 2104): the key, zeros up to a block, each byte XORed. */
function padKey(key: Uint8Array, mask: number): Uint8Array {
  const block = new Uint8Array(BLOCK_BYTES);
  block.set(key);
  return block.map((byte) => byte ^ mask);
}

function hashNatively(key: Uint8Array, prefix: Uint8Array, data: Uint8Array): string {
  const { createHmac } = process.getBuiltinModule("node:crypto");
  return createHmac("sha256", key).update(prefix).update(data).digest("hex");
}
