import { join } from "node:path";
import { StageError } from "../model/stage.ts";
import { isFileBytes, readRegularFile } from "./read-file.ts";

const KEY_BYTES = 32;

/**
 * The key of the records' MAC: `spool.key` in the directory of the keys, 32 bytes.
 *
 * @throws StageError("privilege") when it is not there, not readable or not of that length.
 */
export function readSpoolKey(directory: string): Uint8Array {
  const file = readRegularFile(join(directory, "spool.key"), KEY_BYTES);
  if (!isFileBytes(file)) {
    const fault = file.code || file.reason;
    throw new StageError("privilege", `the key of the audit spool cannot be read: ${fault}`);
  }
  if (!file.complete || file.bytes.length !== KEY_BYTES) {
    const size = file.stats.size;
    throw new StageError("privilege", `the key of the audit spool has ${size} bytes, not 32`);
  }
  return file.bytes;
}
