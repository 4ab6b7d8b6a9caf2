import type { IntakeCounts } from "../../intake/open-intake.ts";
import { REFUSAL_REASONS } from "../../intake/refusal.ts";
import type { SealCounts } from "../sealing.ts";
import type { Tally } from "../tally.ts";

/** One number that is told, or one for each sink or reason. */
export interface Metric {
  readonly name: string;
  readonly help: string;
  /** A counter only grows while a forwarder runs. */
  readonly type: "counter" | "gauge";
  readonly unit: string;
  readonly samples: readonly Sample[];
}

interface Sample {
  readonly value: number;
  /** Of what, by name and value: both plain words. */
  readonly label?: readonly ["sink" | "reason", string];
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
  /** Of the socket for hooks; `undefined` where there is none. */
  readonly intake: IntakeCounts | undefined;
}

export function listMetrics(moment: Moment): readonly Metric[] {
  const { intake } = moment;
  const taken = intake === undefined ? [] : listIntake(intake);
  return [...listSealing(moment), ...taken, ...listDelivery(moment), ...listState(moment)];
}

function listIntake({ taken, refused }: IntakeCounts): Metric[] {
  return [
    {
      name: "toolgate_audit_intake_lines_total",
      help: "Lines taken from hooks that cannot reach the spool.",
      type: "counter",
      unit: "1",
      samples: [{ value: taken }],
    },
    {
      name: "toolgate_audit_intake_refused_total",
      help: "Hooks that were refused there, and whose calls were so denied.",
      type: "counter",
      unit: "1",
      samples: REFUSAL_REASONS.map((reason) => ({
        label: ["reason", reason] as const,
        value: refused.get(reason) ?? 0,
      })),
    },
  ];
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
    samples: sinks.map(({ name, tally }) => ({ label: ["sink", name] as const, value: of(tally) })),
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
      return value === undefined ? [] : [{ label: ["sink", sink] as const, value }];
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
