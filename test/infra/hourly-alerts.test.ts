import { expect, test } from "vitest";
import { describeSql } from "./describe-tools.ts";
import { askAll } from "./lake.ts";
import { call } from "./records.ts";
import { type Line, SealedLog } from "./sealed-log.ts";

const lines: Line[] = [];

const beta = new SealedLog("beta");

/** Many calls of one user in one hour. */
function calls(hour: string, user: string, times: number): void {
  for (let minute = 0; minute < times; minute += 1) {
    call(beta, { at: `${hour}:${String(minute % 60).padStart(2, "0")}:00Z` }, { user });
  }
}

// Volume: five an hour is normal for all; the office has a minimum of 20 and a factor of 10.
for (const hour of ["2026-11-25T10", "2026-11-26T11", "2026-11-26T12"]) {
  for (const user of ["vic", "wes", "max"]) calls(hour, user, user === "max" ? 1 : 5);
}
calls("2026-11-27T16", "vic", 50);
calls("2026-11-27T16", "wes", 49);
calls("2026-11-27T16", "max", 19);
calls("2026-11-27T17", "new", 60);
beta.entry("checkpoint", { at: "2026-11-27T17:09:00Z" });

// Rules: one machine gets another bundle and keeps it, another keeps its own.
const alpha = new SealedLog("alpha");
const other = new SealedLog("other");
const bundles: readonly (readonly [string, string])[] = [
  ["2026-11-24T09:00:00Z", "a1"],
  ["2026-11-27T16:20:00Z", "b2"],
  ["2026-11-27T16:25:00Z", "b2"],
];
for (const [at, digest] of bundles) {
  call(alpha, { at }, { digest: digest.repeat(32) });
  call(other, { at }, { digest: "a1".repeat(32) });
}

// Resources: what Nia's agent has reached before, and what it has not; somebody new reaches everything for the first time.
const known = { command: "curl https://known.example.com/a" };
const desk = new SealedLog("desk");
const fresh = { command: "curl https://fresh.example.com:8443/b" };
call(desk, { at: "2026-11-20T10:00:00Z" }, { user: "nia", input: known });
call(desk, { at: "2026-11-27T16:30:00Z" }, { user: "nia", input: known });
call(desk, { at: "2026-11-27T16:31:00Z" }, { user: "nia", input: fresh });
call(desk, { at: "2026-11-27T16:32:00Z" }, { user: "nia", tool: "mcp__jira__get", server: "jira" });
call(desk, { at: "2026-11-27T16:33:00Z" }, { user: "novice", input: fresh });
for (const log of [alpha, desk]) log.entry("checkpoint", { at: "2026-11-27T17:09:00Z" });
other.entry("checkpoint", { at: "2026-11-27T17:09:00Z" });

// Silence: a heartbeat that has stopped; one that is late but within three; a machine that was shut down; a damaged log
// that another goes on from; one that beats once an hour.
const heart = (log: SealedLog, at: string, kind = "checkpoint"): SealedLog =>
  log.entry("start", { at: "2026-11-27T12:00:00Z" }).entry(kind, { at });
const gamma = heart(new SealedLog("gamma"), "2026-11-27T16:39:00Z");
const late = heart(new SealedLog("late"), "2026-11-27T16:41:00Z");
const shut = heart(new SealedLog("shut"), "2026-11-27T15:00:00Z", "stop");
const damaged = heart(new SealedLog("mended", "damaged"), "2026-11-27T15:00:00Z");
const mended = new SealedLog("mended", "mended")
  .entry(
    "start",
    { at: "2026-11-27T15:01:00Z" },
    { after: { log: damaged.id, seq: 1, head: "00" } },
  )
  .entry("checkpoint", { at: "2026-11-27T17:09:00Z" });
const slow = new SealedLog("slow").entry(
  "checkpoint",
  { at: "2026-11-27T15:00:00Z" },
  { heartbeat_seconds: 3600 },
);

// Chains: a line missing, one changed, one in two versions; and what only looks like it.
const chain = (name: string): SealedLog => {
  const log = new SealedLog(name).entry("start", { at: "2026-11-27T15:00:00Z" });
  for (const minute of [1, 2, 3, 4]) call(log, { at: `2026-11-27T16:0${minute}:00Z` }, {});
  return log.entry("checkpoint", { at: "2026-11-27T17:09:00Z" });
};
const missing = chain("missing");
const changed = chain("changed");
const forked = chain("forked");
const young = chain("young");
const allows = (line: Line): Line => ({
  ...line,
  text: line.text.replace('"told":"none"', '"told":"warn"'),
});

for (const log of [beta, alpha, desk, other, gamma, late, shut, damaged, mended, slow, forked])
  lines.push(...log.lines);
lines.push(...missing.lines.filter((_, seq) => seq !== 2 && seq !== 3));
lines.push(...changed.lines.map((line, seq) => (seq === 3 ? allows(line) : line)));
lines.push(...forked.lines.slice(2, 3).map(allows), ...forked.lines.slice(3));
// The line before the last is on its way still: the last is a minute old.
lines.push(...young.lines.filter((_, seq) => seq !== 4));
lines.push({ text: '{"cut":', hour: "2026/11/27/16" });

const answers = askAll({ lines });

function rows(query: string, ...columns: readonly string[]): unknown[][] {
  return (answers.queries[query] ?? [])
    .map((row) => columns.map((column) => row[column]))
    .sort((a, b) => a.join().localeCompare(b.join()));
}

describeSql("an alert over days", () => {
  test("volume: ten times a user's own normal, or everyone's for somebody new, and not nine times, nor few", () => {
    expect(rows("alerts/hourly/volume", "user_name", "hour", "calls")).toEqual([
      ["new", "2026/11/27/17", 60],
      ["vic", "2026/11/27/16", 50],
    ]);
  });

  test("policy-changed: the machine, once, from which bundle to which", () => {
    const columns = ["host", "at", "version_before", "version"];
    expect(rows("alerts/hourly/policy-changed", ...columns)).toEqual([
      ["alpha", "2026-11-27 16:20:00", "1.a1", "1.b2"],
    ]);
  });

  test("new-resources: hosts and servers that a known user reaches for the first time", () => {
    expect(rows("alerts/hourly/new-resources", "user_name", "kind", "name")).toEqual([
      ["nia", "mcp", "jira"],
      ["nia", "url", "fresh.example.com"],
    ]);
  });

  test("silent-machines: no heartbeat and no goodbye, and no other log that goes on", () => {
    expect(rows("alerts/hourly/silent-machines", "host", "heard")).toEqual([
      ["gamma", "2026-11-27 16:39:00"],
    ]);
  });

  test("broken-chains: missing, changed and forked lines with their place, and nothing of sound logs", () => {
    expect(rows("alerts/hourly/broken-chains", "log", "fault", "from_seq", "to_seq")).toEqual(
      [
        [changed.id, "changed", 3, 3],
        [forked.id, "forked", 2, 2],
        [missing.id, "missing", 2, 3],
      ].sort((a, b) => a.join().localeCompare(b.join())),
    );
  });

  test("becomes a metric with the number of its rows", () => {
    const counted = Object.entries(answers.counts["hourly"] ?? {});
    expect(counted.map(([, found]) => found)).toEqual([3, 2, 1, 1, 2]);
  });
});

describeSql("integrity", () => {
  test("duplicates: lines that came twice, but not two versions of one", () => {
    expect(rows("integrity/duplicates", "log", "seq", "times")).toEqual(
      [2, 3, 4, 5].map((seq) => [forked.id, seq, 2]),
    );
  });

  test("unreadable: what is no sealed line", () => {
    expect(rows("integrity/unreadable", "hour", "begins")).toEqual([["2026/11/27/16", '{"cut":']]);
  });

  test("signing-keys: one row a log, none unsigned, with what it goes on from", () => {
    const keys = rows("integrity/signing-keys", "host", "after_log", "unsigned");
    expect(keys).toContainEqual(["mended", damaged.id, 0]);
    expect(keys.filter(([, , unsigned]) => unsigned !== 0)).toEqual([]);
  });
});
