import type { SealCounts } from "../sealing.ts";
import type { Tally } from "../tally.ts";

/** One number that is told, for nothing or for each sink. */
export interface Metric {
  readonly name: string;
  readonly help: string;
  /** A counter only grows while a forwarder runs. */
  readonly type: "counter" | "gauge";
  readonly unit: string;
  readonly samples: readonly { readonly sink?: string; readonly value: number }[];
}

/** What the metrics are made of, at one moment. */
export interface Moment {
  readonly now: number;
  readonly counts: SealCounts;
  readonly spoolBytes: number;
  readonly logBytes: number;
  /** Of the log, that are no line, since the forwarder started. */
  readonly skippedBytes: number;
  readonly sinks: readonly { readonly name: string; readonly tally: Tally }[];
}

export function listMetrics(moment: Moment): readonly Metric[] {
  return [...listSealing(moment), ...listDelivery(moment), ...listState(moment)];
}

function listSealing({ counts, spoolBytes, logBytes, skippedBytes }: Moment): Metric[] {
  const counter = (name: string, help: string, value: number): Metric => ({
    name: `toolgate_audit_${name}_total`,
    help,
    type: "counter",
    unit: "1",
    samples: [{ value }],
  });
  const bytes = (name: string, help: string, value: number): Metric => ({
    name: `toolgate_audit_${name}_bytes`,
    help,
    type: "gauge",
    unit: "By",
    samples: [{ value }],
  });
  return [
    counter("records_sealed", "Records sealed since the log began.", counts.records),
    counter("torn", "Spool lines that were cut short and set aside.", counts.torn),
    counter("forged", "Spool lines that no hook has written, set aside.", counts.forged),
    counter("unsealable", "Records that could not be sealed, set aside.", counts.unsealable),
    {
      ...counter("skipped_bytes", "Bytes of the log that are no line, gone over.", skippedBytes),
      unit: "By",
    },
    bytes("spool", "Bytes in the spool.", spoolBytes),
    bytes("log", "Bytes of the sealed log on this machine.", logBytes),
  ];
}

function listDelivery({ sinks }: Moment): Metric[] {
  const counter = (name: string, help: string, of: (tally: Tally) => number): Metric => ({
    name: `toolgate_audit_${name}_total`,
    help,
    type: "counter",
    unit: "1",
    samples: sinks.map(({ name: sink, tally }) => ({ sink, value: of(tally) })),
  });
  return [
    counter("lines_delivered", "Lines that have arrived.", ({ delivered }) => delivered),
    counter("lines_failed", "Lines in attempts that failed.", ({ failed }) => failed),
    counter("lines_retried", "Lines that were sent again.", ({ retried }) => retried),
    counter("lines_refused", "Lines that the receiver will not keep.", ({ refused }) => refused),
    counter("attempts", "Batches that were sent.", ({ attempts }) => attempts),
    counter("throttled", "Attempts answered with: less.", ({ throttled }) => throttled),
  ];
}

function listState({ sinks, now }: Moment): Metric[] {
  const gauge = (
    [name, unit]: readonly [string, string],
    help: string,
    of: (tally: Tally) => number | undefined,
  ): Metric => ({
    name: `toolgate_audit_${name}`,
    help,
    type: "gauge",
    unit,
    samples: sinks.flatMap(({ name: sink, tally }) => {
      const value = of(tally);
      return value === undefined ? [] : [{ sink, value }];
    }),
  });
  return [
    gauge(["lag_seconds", "s"], "Age of the oldest line that has not arrived.", ({ oldest }) =>
      oldest === undefined ? 0 : Math.max(0, (now - oldest) / 1000),
    ),
    gauge(
      ["last_success_timestamp_seconds", "s"],
      "When something arrived last.",
      ({ lastSuccess }) => (lastSuccess === undefined ? undefined : lastSuccess / 1000),
    ),
    gauge(["sink_up", "1"], "Whether the last attempt succeeded.", ({ up }) => Number(up)),
  ];
}
