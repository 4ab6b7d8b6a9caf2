import { describe, expect, test } from "vitest";
import { Backoff } from "../../../src/audit/forward/backoff.ts";
import { FaultNotice } from "../../../src/audit/forward/fault-notice.ts";
import { listMetrics } from "../../../src/audit/forward/metrics/list-metrics.ts";
import { toMetricsRequest } from "../../../src/audit/forward/metrics/to-otlp.ts";
import { toPrometheus } from "../../../src/audit/forward/metrics/to-prometheus.ts";
import { OutageNotice } from "../../../src/audit/forward/outage-notice.ts";
import { Tally } from "../../../src/audit/forward/tally.ts";

const NOW = Date.UTC(2026, 10, 27);

function list() {
  const tally = Object.assign(new Tally(), { delivered: 7, oldest: NOW - 2500, up: false });
  const counts = { records: 5, torn: 1, forged: 2, unsealable: 0 };
  return listMetrics({
    now: NOW,
    counts,
    spoolBytes: 100,
    logBytes: 200,
    skippedBytes: 300,
    sinks: [{ name: "lake", tally }],
    intake: { taken: 9, refused: new Map([["identity", 4]] as const) },
  });
}

describe("the metrics", () => {
  test("are Prometheus text, each named, typed and explained once", () => {
    const text = toPrometheus(list());
    expect(text).toContain("toolgate_audit_records_sealed_total 5\n");
    expect(text).toContain("toolgate_audit_skipped_bytes_total 300\n");
    expect(text).toContain("toolgate_audit_intake_lines_total 9\n");
    expect(text).toContain('toolgate_audit_intake_refused_total{reason="identity"} 4\n');
    expect(text).toContain('toolgate_audit_intake_refused_total{reason="full"} 0\n');
    expect(text).toContain('toolgate_audit_lines_delivered_total{sink="lake"} 7\n');
    expect(text).toContain('toolgate_audit_lag_seconds{sink="lake"} 2.5\n');
    expect(text).toContain('toolgate_audit_sink_up{sink="lake"} 0\n');
    // Nothing has arrived yet: there is no such moment.
    expect(text).not.toContain("last_success");
    for (const line of text.trim().split("\n"))
      expect(line).toMatch(
        /^(# (HELP|TYPE) \w+ .+|[a-z_]+(\{(sink|reason)="[a-z0-9-]+"\})? [\d.e+]+)$/,
      );
    const typed = text.match(/^# TYPE \w+/gm) ?? [];
    expect(new Set(typed).size).toBe(typed.length);
  });

  test("are OTLP: counters that only grow, gauges of now", () => {
    const span = { started: NOW - 1000, now: NOW };
    const request = JSON.parse(toMetricsRequest(list(), { host: "h", version: "1" }, span));
    const { metrics } = request.resourceMetrics[0].scopeMetrics[0];
    const named = (name: string) =>
      metrics.find((metric: { name: string }) => metric.name === name);
    expect(named("toolgate_audit_lines_delivered_total").sum).toEqual({
      aggregationTemporality: 2,
      isMonotonic: true,
      dataPoints: [
        {
          startTimeUnixNano: `${NOW - 1000}000000`,
          timeUnixNano: `${NOW}000000`,
          asDouble: 7,
          attributes: [{ key: "sink", value: { stringValue: "lake" } }],
        },
      ],
    });
    expect(named("toolgate_audit_lag_seconds").gauge.dataPoints[0].asDouble).toBe(2.5);
  });
});

describe("backing off", () => {
  test("waits longer and longer, at most a minute, and not at all after a success", () => {
    const backoff = new Backoff(() => 1);
    const waits = [...Array(12).keys()].map((turn) => {
      const now = NOW + turn * 100_000;
      backoff.noteFailure(now, now);
      return backoff.waitMs(now);
    });
    expect(waits.slice(0, 4)).toEqual([200, 400, 800, 1600]);
    expect(waits.slice(-2)).toEqual([60_000, 60_000]);
    backoff.noteSuccess();
    expect(backoff.waitMs(NOW)).toBe(0);
  });

  test("counts failures of one moment once", () => {
    const backoff = new Backoff(() => 1);
    for (let batch = 0; batch < 4; batch += 1) backoff.noteFailure(NOW + batch, NOW - 50);
    expect(backoff.failures).toBe(1);
  });

  test("is spread evenly", () => {
    const backoff = new Backoff(() => 0.25);
    backoff.noteFailure(NOW, NOW);
    expect(backoff.waitMs(NOW)).toBe(50);
  });
});

describe("what the operator is told", () => {
  test("of a failure that passes by itself is nothing", () => {
    const told: string[] = [];
    const notice = new OutageNotice("lake", (line) => told.push(line));
    for (let turn = 0; turn < 50; turn += 1) {
      notice.noteFailure("it is slow", NOW);
      notice.noteFailure("it is slow", NOW);
      notice.noteSuccess(NOW);
    }
    expect(told).toEqual([]);
  });

  test("of an outage that comes and goes is not more than a line a minute", () => {
    const told: string[] = [];
    const notice = new OutageNotice("lake", (line) => told.push(line));
    for (let second = 0; second < 600; second += 5) {
      for (let turn = 0; turn < 3; turn += 1) notice.noteFailure("down", NOW + second * 1000);
      notice.noteSuccess(NOW + (second + 4) * 1000);
    }
    expect(told.length).toBeLessThanOrEqual(22);
  });

  test("of another reason in the same outage is that one too, once", () => {
    const told: string[] = [];
    const notice = new OutageNotice("lake", (line) => told.push(line));
    for (let turn = 0; turn < 20; turn += 1) {
      notice.noteFailure("one", NOW + turn * 90_000);
      notice.noteFailure("two", NOW + turn * 90_000);
    }
    expect(told).toEqual([
      "sink lake: one; lines are kept and sent when it is back",
      "sink lake: two; lines are kept and sent when it is back",
    ]);
  });

  test("of a fault in sealing is its beginning and its end, also when it comes and goes", () => {
    const told: string[] = [];
    const notice = new FaultNotice((line) => told.push(line));
    const rounds = [["full"], [], ["full"], ["full", "odd"], ["odd"], []];
    for (const [turn, faults] of rounds.entries()) notice.note(faults, NOW + turn * 1000);
    expect(told).toEqual(["full", "odd"]);
    notice.note([], NOW + 63_500);
    expect(told).toEqual(["full", "odd", "is over: full"]);
    notice.note([], NOW + 65_000);
    expect(told.at(-1)).toBe("is over: odd");
  });
});
