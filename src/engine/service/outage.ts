import { EngineFailure } from "../engine-failure.ts";

/** The service cannot be reached, or says that it cannot answer now: asking again soon would cost time for nothing. */
export class Outage extends EngineFailure {
  /** When to try again, in milliseconds from now; absent: it is no use, or has no time. */
  readonly retryAfterMs: number | undefined;

  constructor(reason: string, retryAfterMs?: number) {
    super(reason);
    this.retryAfterMs = retryAfterMs;
  }
}
