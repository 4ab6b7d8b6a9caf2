import type { JsonObject } from "../model/json.ts";

/** A keyed hash of a value: hex, the same for the same value under the same key. */
export type ValueHash = (data: Uint8Array) => string;

/** What a record has of a text that it must not hold: its size in UTF-8 bytes and its keyed hash. */
export function withhold(text: string, hash: ValueHash): JsonObject {
  const bytes = Buffer.from(text);
  return { bytes: bytes.length, hmac: hash(bytes) };
}
