import type { Metric } from "./list-metrics.ts";

/** Metrics in Prometheus' text format, version 0.0.4. Names of sinks are kebab-names and need no quoting. */
export function toPrometheus(metrics: readonly Metric[]): string {
  const lines = metrics.flatMap(({ name, help, type, samples }) =>
    samples.length === 0
      ? []
      : [
          `# HELP ${name} ${help}`,
          `# TYPE ${name} ${type}`,
          ...samples.map(({ label, value }) => {
            const labels = label === undefined ? "" : `{${label[0]}="${label[1]}"}`;
            return `${name}${labels} ${value}`;
          }),
        ],
  );
  return `${lines.join("\n")}\n`;
}
