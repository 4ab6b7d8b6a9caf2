import { readSync, writeSync } from "node:fs";
import { readErrorCode } from "../../model/error-code.ts";

const CHUNK_BYTES = 64 * 1024;

/** How long to wait for the other end of a descriptor that does not block, in milliseconds. */
const PAUSE_MS = 5;

/** The next bytes, at most 64 KiB; none at the end. Waits for them: nothing else is going on in this process. */
export function readSome(descriptor: number): Uint8Array {
  const chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  for (;;) {
    try {
      return chunk.subarray(0, readSync(descriptor, chunk, 0, CHUNK_BYTES, null));
    } catch (error) {
      // Reading a closed pipe on Windows reports EOF as an error.
      if (readErrorCode(error) === "EOF") return chunk.subarray(0, 0);
      waitIfBusy(error);
    }
  }
}

/** Writes all of the text; a slow reader holds this process up, and so the reading too. */
export function writeText(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let offset = 0; offset < bytes.length;) {
    try {
      offset += writeSync(descriptor, bytes, offset);
    } catch (error) {
      waitIfBusy(error);
    }
  }
}

function waitIfBusy(error: unknown): void {
  if (readErrorCode(error) !== "EAGAIN") throw error;
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
}
