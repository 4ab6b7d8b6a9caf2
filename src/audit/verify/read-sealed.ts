import { Buffer } from "node:buffer";
import { type Seal, unseal } from "../seal/sealed-line.ts";

/** The seal stands in the last bytes of a line, and is ASCII. */
const TAIL_BYTES = 1024;

/** `,"sig":"`, 128 digits, `"}}}`. */
const SIGNATURE = /,"sig":"[0-9a-f]{128}"\}\}\}$/;
const SIGNATURE_BYTES = 140;

const SIGNED_PREFIX = "toolgate/checkpoint/1\n";

/**
 * The seal of a line; `undefined` for a line that has none. Only its end is looked at, as bytes: what stands before
 * may be anything.
 */
export function readSeal(line: Uint8Array): Seal | undefined {
  const tail = toBuffer(line.subarray(-TAIL_BYTES)).toString("latin1");
  const place = unseal(tail)?.seal;
  return place !== undefined && place.seq >= 0 ? place : undefined;
}

/** The bytes that a checkpoint's signature is over, as they stand; `undefined` when the signature is not the last member. */
export function readSignedBytes(line: Uint8Array): Uint8Array | undefined {
  const end = toBuffer(line.subarray(-SIGNATURE_BYTES)).toString("latin1");
  if (!SIGNATURE.test(end)) return undefined;
  const unsigned = line.subarray(0, line.length - SIGNATURE_BYTES);
  return Buffer.concat([Buffer.from(SIGNED_PREFIX), unsigned, Buffer.from("}}}")]);
}

/** The event without its seal, byte for byte. */
export function readEventBytes(line: Uint8Array): Uint8Array {
  const at = toBuffer(line).lastIndexOf(',"seal":{"v":1,');
  return Buffer.concat([line.subarray(0, at), Buffer.from("}}")]);
}

function toBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
