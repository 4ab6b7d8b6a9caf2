import type { Spool } from "../../model/record.ts";
import { StageError } from "../../model/stage.ts";

/**
 * Holds a user to the policy's `spoolQuotaBytes`. Counted is the open segment: what the forwarder
 * has moved away is its to bound.
 *
 * @throws StageError("record") when the segment has reached the quota.
 */
export function assertQuota(spool: Spool, quotaBytes: number): void {
  if (spool.usedBytes < quotaBytes) return;
  const fault = `${spool.usedBytes} of ${quotaBytes} bytes wait to be sent`;
  throw new StageError("record", `the audit spool is full: ${fault}`);
}
