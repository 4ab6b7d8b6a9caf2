import { closeSync, openSync, readSync } from "node:fs";

const ID_BYTES = 16;

/** 128 random bits from the kernel, 32 hex digits. Where there is no /dev/urandom, from node:crypto. */
export function createRandomId(): string {
  return (readDevice() ?? readCrypto()).toString("hex");
}

/** A small fraction of what loading node:crypto costs. */
function readDevice(): Buffer | undefined {
  const bytes = Buffer.alloc(ID_BYTES);
  try {
    const descriptor = openSync("/dev/urandom", "r");
    try {
      return readSync(descriptor, bytes) === ID_BYTES ? bytes : undefined;
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
}

function readCrypto(): Buffer {
  return process.getBuiltinModule("node:crypto").randomBytes(ID_BYTES);
}
