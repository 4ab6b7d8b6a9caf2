/** What has come of a sink since the forwarder started. */
export class Tally {
  /** Lines that have arrived. */
  delivered = 0;
  /** Lines in attempts that failed; one that fails twice counts twice. */
  failed = 0;
  /** Lines that were sent again. */
  retried = 0;
  /** Lines that the receiver took and would not keep. */
  refused = 0;
  /** Attempts. */
  attempts = 0;
  /** Attempts that were answered with: less. */
  throttled = 0;
  /** When something arrived last, milliseconds since the epoch. */
  lastSuccess: number | undefined;
  /** When the oldest line that has not arrived was sealed, milliseconds since the epoch. */
  oldest: number | undefined;
  /** Whether the last attempt succeeded. */
  up = true;
}
