import type { Metric } from "./list-metrics.ts";

/** Metrics in Prometheus' text format, version 0.0.4. Names of sinks are kebab-names and need no quoting. */
export function toPrometheus(metrics: readonly Metric[]): string {
  const lines = metrics.flatMap(({ name, help, type, samples }) =>
    samples.length === 0
      ? []
      : [
          `# HELP ${name} ${help}`,
          `# TYPE ${name} ${type}`,
          ...samples.map(({ sink, value }) => {
            const labels = sink === undefined ? "" : `{sink="${sink}"}`;
            return `${name}${labels} ${value}`;
          }),
        ],
  );
  return `${lines.join("\n")}\n`;
}
