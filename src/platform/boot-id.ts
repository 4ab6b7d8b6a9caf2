import { readKernelValue } from "./read-kernel-value.ts";

const UUID_LENGTH = 36;

/**
 * Which boot of the machine a monotonic time counts from: the kernel's UUID on Linux, elsewhere
 * `up-` and the second since the epoch at which it started, which a set clock moves a little.
 */
export function readBootId(): string {
  const id = readKernelValue("/proc/sys/kernel/random/boot_id");
  return id?.length === UUID_LENGTH ? id : `up-${Math.round(Date.now() / 1000 - readUptime())}`;
}

function readUptime(): number {
  return process.getBuiltinModule("node:os").uptime();
}
