import { join } from "node:path";
import { replaceFile } from "../../disk/replace-file.ts";
import type { IntakeCounts } from "../../intake/open-intake.ts";
import type { Resource } from "../../sink/otlp/log-records.ts";
import type { OtlpSink } from "../../sink/otlp/otlp-sink.ts";
import type { Sealing } from "../sealing.ts";
import type { Tally } from "../tally.ts";
import { countBytes, listLogDirectories } from "./directory-bytes.ts";
import { listMetrics, type Metric } from "./list-metrics.ts";
import { toMetricsRequest } from "./to-otlp.ts";
import { toPrometheus } from "./to-prometheus.ts";

const FILE_MS = 10_000;
const PUSH_MS = 60_000;

/** Nobody waits longer for a collector, least of all the end of the forwarder. */
const MOST_PUSH_MS = 3000;

export interface ReporterParts {
  readonly audit: string;
  /** Directories in which records wait to be sealed. */
  readonly spools: readonly string[];
  readonly sealing: Pick<Sealing, "counts">;
  readonly forwarder: {
    readonly sinks: readonly { readonly name: string; readonly tally: Tally }[];
    readonly skippedBytes: number;
  };
  /** Since when is counted, milliseconds since the epoch. */
  readonly started: number;
  /** Of the socket for hooks; `undefined` where there is none. */
  readonly intake: () => IntakeCounts | undefined;
  readonly resource: Resource;
  /** Sinks that take metrics. */
  readonly push: readonly OtlpSink["pushMetrics"][];
  readonly now: () => number;
}

/** Tells the metrics: in a file, to whoever asks, and to collectors. */
export class Reporter {
  readonly #parts: ReporterParts;
  #timers: readonly NodeJS.Timeout[] = [];
  /** One after the other: two at once would write into one unfinished file. */
  #written: Promise<void> = Promise.resolve();

  constructor(parts: ReporterParts) {
    this.#parts = parts;
  }

  text(): string {
    return toPrometheus(this.#list());
  }

  start(): void {
    void this.#write();
    this.#timers = [
      setInterval(() => void this.#write(), FILE_MS).unref(),
      setInterval(() => void this.#push(), PUSH_MS).unref(),
    ];
  }

  /** Tells how it ended; collectors only when no other follows at once, as they may take their time. */
  async stop(isLast: boolean): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await Promise.all([this.#write(), isLast ? this.#push() : undefined]);
  }

  #list(): readonly Metric[] {
    const { audit, spools, sealing, forwarder, intake, now } = this.#parts;
    return listMetrics({
      now: now(),
      counts: sealing.counts,
      spoolBytes: countBytes(spools),
      logBytes: countBytes(listLogDirectories(audit)),
      skippedBytes: forwarder.skippedBytes,
      sinks: forwarder.sinks,
      intake: intake(),
    });
  }

  #write(): Promise<void> {
    return (this.#written = this.#written.then(() => this.#replaceFile()));
  }

  /** A file that cannot be written is missed by whoever reads it; what is shipped is more important. */
  async #replaceFile(): Promise<void> {
    const path = join(this.#parts.audit, "metrics.prom");
    await replaceFile(path, this.text(), { sync: false, mode: 0o644 }).catch(() => {});
  }

  async #push(): Promise<void> {
    const { push, resource, started, now } = this.#parts;
    if (push.length === 0) return;
    const span = { started, now: now() };
    const json = toMetricsRequest(this.#list(), resource, span);
    const signal = AbortSignal.timeout(MOST_PUSH_MS);
    await Promise.all(push.map((each) => each(json, signal)));
  }
}
