import { type Seal, unseal } from "../seal/sealed-line.ts";

/** The seal is at most so long, and the line's last bytes. */
const SEAL_BYTES = 1100;

/** The seal of a line by its end alone; `undefined` where there is none. */
export function readPlace(line: Uint8Array): Seal | undefined {
  const end = Buffer.from(line.buffer, line.byteOffset, line.length);
  return unseal(end.toString("latin1", Math.max(0, line.length - SEAL_BYTES)))?.seal;
}
