import { toTime } from "../../../audit/verify/time.ts";
import type { Counter } from "../../replay/counter.ts";
import { formatTable } from "../../table.ts";
import type { Silence } from "./heartbeats.ts";
import type { Statistics } from "./statistics.ts";

const MAX_ROWS = 20;

const HEADINGS = {
  decision: ["told"],
  rule: ["told", "rule"],
  tool: ["tool"],
  user: ["user"],
  machine: ["machine"],
  failure: ["failed stage"],
  engine_failure: ["engine", "failure"],
  gap: ["not understood"],
  incident: ["machine", "incident"],
} as const;

const NAMES = [
  "decision",
  "rule",
  "tool",
  "user",
  "machine",
  "failure",
  "engine_failure",
  "gap",
  "incident",
] as const;

/** Tables for people. */
export function formatStatistics(statistics: Statistics, now: number): string {
  const { counters, lines } = statistics;
  const parts = [
    [formatLines(lines)],
    ...NAMES.map((name) => formatCounts(HEADINGS[name], counters[name])),
    formatLag(statistics),
    formatSilences(statistics, now),
  ];
  return `${parts
    .filter((part) => part.length > 0)
    .map((part) => part.join("\n"))
    .join("\n\n")}\n`;
}

function formatLines({ records, again, earlier, foreign }: Statistics["lines"]): string {
  const more = [
    again > 0 ? `${again} lines came again` : "",
    earlier > 0 ? `${earlier} before --since` : "",
    foreign > 0 ? `${foreign} no sealed lines` : "",
  ].filter((part) => part !== "");
  return [`${records} records`, ...more].join("; ");
}

function formatCounts(heading: readonly string[], counter: Counter): readonly string[] {
  const rows = counter.rows();
  const listed = rows.slice(0, MAX_ROWS);
  if (listed.length === 0) return [];
  const width = Math.max("records".length, String(listed[0]?.count).length);
  const cells = listed.map(({ words, count }) => [String(count).padStart(width), ...words]);
  const unlisted = rows.length - listed.length + counter.others;
  const more = unlisted === 0 ? [] : [`and ${unlisted} more`];
  return [...formatTable([["records".padStart(width), ...heading], ...cells]), ...more];
}

function formatLag({ lag }: Statistics): readonly string[] {
  if (lag.total === 0) return [];
  const [half, most] = [lag.percentile(0.5), lag.percentile(0.95)];
  return [`from call to seal: p50 ${half} ms, p95 ${most} ms, at most ${lag.max} ms`];
}

function formatSilences({ heartbeats, since }: Statistics, now: number): readonly string[] {
  const silences = heartbeats.silences(since, now);
  if (silences.length === 0) return [];
  const cells = silences
    .slice(0, MAX_ROWS)
    .map(({ machine, log, from, to, afterStop }) => [
      machine,
      log.slice(0, 8),
      toTime(from),
      to === undefined ? "(still)" : toTime(to),
      afterStop ? "after a stop" : "unannounced",
    ]);
  const more = silences.length > MAX_ROWS ? [`and ${silences.length - MAX_ROWS} more`] : [];
  return [...formatTable([["silent machine", "log", "from", "to", "began"], ...cells]), ...more];
}

/** The same for machines: one JSON object in one line. */
export function toStatisticsJson(statistics: Statistics, now: number): string {
  const { counters, lines, lag, heartbeats, since } = statistics;
  const counts = NAMES.map((name) => [`${name}s`, toRows(HEADINGS[name], counters[name])]);
  const silences = heartbeats.silences(since, now).map(toSilence);
  const latency = { p50: lag.percentile(0.5), p95: lag.percentile(0.95), max: lag.max };
  const body = { ...lines, ...Object.fromEntries(counts), lag_ms: latency, silences };
  return `${JSON.stringify(body)}\n`;
}

function toSilence({ machine, log, from, to, afterStop }: Silence) {
  const end = to === undefined ? null : toTime(to);
  return { machine, log, from: toTime(from), to: end, after_stop: afterStop };
}

function toRows(heading: readonly string[], counter: Counter) {
  const rows: object[] = [];
  for (const { words, count } of counter.rows()) {
    const named = words.map((word, at) => [heading[at] ?? "", word]);
    rows.push({ ...Object.fromEntries(named), count });
  }
  if (counter.others > 0) rows.push({ others: true, count: counter.others });
  return rows;
}
