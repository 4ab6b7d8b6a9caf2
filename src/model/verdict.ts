import type { Coverage } from "./action.ts";
import type { Finding, Outcome } from "./finding.ts";

/** Our conclusion on an event, with what determined it. */
export interface Verdict {
  readonly outcome: Outcome;
  /** What it would have been with every rule enforced; differs from `outcome` in observe and warn mode. */
  readonly would: Outcome;
  /** The findings that carry `outcome` (or `would`, where nothing is enforced), strictest first. */
  readonly determining: readonly Finding[];
  readonly findings: readonly Finding[];
  /** Those of them that are more than observed. */
  readonly inForce: readonly Finding[];
  readonly coverage: Coverage;
}
