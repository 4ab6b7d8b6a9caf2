import type { JsonObject } from "../../../model/json.ts";
import { type Resource, toNano, toResource } from "../../sink/otlp/log-records.ts";
import type { Metric } from "./list-metrics.ts";

/** Values are since the forwarder, or the log, began. */
const CUMULATIVE = 2;

export interface Span {
  /** When the forwarder started, and now, milliseconds since the epoch. */
  readonly started: number;
  readonly now: number;
}

/** `ExportMetricsServiceRequest` as OTLP's JSON. */
export function toMetricsRequest(
  metrics: readonly Metric[],
  resource: Resource,
  span: Span,
): string {
  const scope = { name: "toolgate.audit", version: resource.version };
  const told = metrics.filter(({ samples }) => samples.length > 0);
  const scopeMetrics = [{ scope, metrics: told.map((metric) => toMetric(metric, span)) }];
  return JSON.stringify({ resourceMetrics: [{ resource: toResource(resource), scopeMetrics }] });
}

function toMetric({ name, help, type, unit, samples }: Metric, { started, now }: Span): JsonObject {
  const dataPoints = samples.map(({ label, value }) => ({
    startTimeUnixNano: toNano(started),
    timeUnixNano: toNano(now),
    asDouble: value,
    ...(label === undefined
      ? {}
      : { attributes: [{ key: label[0], value: { stringValue: label[1] } }] }),
  }));
  const described = { name, description: help, unit };
  return type === "gauge"
    ? { ...described, gauge: { dataPoints } }
    : {
        ...described,
        sum: { aggregationTemporality: CUMULATIVE, isMonotonic: true, dataPoints },
      };
}
