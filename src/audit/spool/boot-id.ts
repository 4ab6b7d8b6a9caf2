import { readFileSync } from "node:fs";
import { uptime } from "node:os";

/**
 * Which boot of the machine a monotonic time counts from: the kernel's UUID on Linux, elsewhere
 * `up-` and the second since the epoch at which it started, which a set clock moves a little.
 */
export function readBootId(): string {
  const id = readKernelBootId();
  return id ?? `up-${Math.round(Date.now() / 1000 - uptime())}`;
}

function readKernelBootId(): string | undefined {
  try {
    const id = readFileSync("/proc/sys/kernel/random/boot_id", "latin1").trim();
    return /^[0-9a-f-]{36}$/.test(id) ? id : undefined;
  } catch {
    return undefined;
  }
}
