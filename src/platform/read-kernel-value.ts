import { closeSync, openSync, readSync } from "node:fs";

/** Longer than any value that is asked for here. */
const MAX_BYTES = 512;

/**
 * One of the kernel's values on Linux, such as `/proc/sys/kernel/hostname`, without its newline; `undefined`
 * where there is none. Reading it is cheaper than loading the module of Node's that asks for it.
 */
export function readKernelValue(path: string): string | undefined {
  const bytes = Buffer.alloc(MAX_BYTES);
  try {
    const descriptor = openSync(path, "r");
    try {
      const length = readSync(descriptor, bytes);
      return length === 0 ? undefined : bytes.toString("latin1", 0, length).trimEnd();
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
}
