import type { Outcome } from "./finding.ts";

/** `none`: the event cannot be decided on, or Toolgate has no opinion; the host goes on as it would. */
export type HostDecision = "none" | "warn" | "ask" | "deny" | "mask";

/** What the host is told. */
export interface Decision {
  readonly told: HostDecision;
  readonly outcome: Outcome;
  /** 0, or 2 for a denial; never anything else. */
  readonly exitCode: 0 | 2;
  /** One JSON object and a newline, or nothing. */
  readonly stdout: string;
  /** One line, or nothing. */
  readonly stderr: string;
}
