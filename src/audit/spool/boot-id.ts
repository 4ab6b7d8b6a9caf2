import { closeSync, openSync, readSync } from "node:fs";
import { uptime } from "node:os";

const UUID_LENGTH = 36;

/**
 * Which boot of the machine a monotonic time counts from: the kernel's UUID on Linux, elsewhere
 * `up-` and the second since the epoch at which it started, which a set clock moves a little.
 */
export function readBootId(): string {
  const id = readKernelBootId();
  return id ?? `up-${Math.round(Date.now() / 1000 - uptime())}`;
}

function readKernelBootId(): string | undefined {
  const bytes = Buffer.alloc(UUID_LENGTH);
  try {
    const descriptor = openSync("/proc/sys/kernel/random/boot_id", "r");
    try {
      // The kernel writes a UUID and a newline; what is shorter is none.
      return readSync(descriptor, bytes) === UUID_LENGTH ? bytes.toString("latin1") : undefined;
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
}
