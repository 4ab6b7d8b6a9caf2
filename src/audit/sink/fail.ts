import type { Delivery, SealedLine } from "./sink.ts";

/** Why nothing of a delivery has arrived. */
export interface Fault {
  readonly reason: string;
  readonly throttled?: boolean;
  readonly retryAfterMs?: number | undefined;
}

/** A delivery of which nothing is known to have arrived. */
export function failAll(lines: readonly SealedLine[], fault: Fault): Delivery {
  const { reason, throttled = false, retryAfterMs } = fault;
  const failed = [...lines.keys()];
  return {
    state: "failed",
    failed,
    reason,
    throttled,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}
