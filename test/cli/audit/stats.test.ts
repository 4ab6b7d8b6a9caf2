import path from "node:path";
import { describe, expect, test } from "vitest";
import { runCli } from "../../../src/cli/run-cli.ts";
import { Histogram } from "../../../src/cli/audit/stats/histogram.ts";
import { LogMaker, START, toText, writeLog } from "../../audit/verify/make-log.ts";
import { makePlace, writeFile } from "../../audit/verify/setting.ts";
import { captureAsync } from "../capture.ts";

const place = makePlace();
const findings = [{ rule: "command/rm-root", determining: true }];
const engines = [{ name: "gitleaks", outcome: "failed", failure: "took too long" }];
const coverage = { complete: false, gaps: ["a variable"] };
const log = new LogMaker({ host: "web-1" })
  .entry("start")
  .record({ told: "deny", findings })
  .record({ engines, coverage, failure: { stage: "rules", message: "m" } })
  .record({}, { actor: { user: { uid: "1001" } }, api: { operation: "Read" } })
  .entry("incident", { what: "torn" })
  .entry("checkpoint");
const other = new LogMaker({ host: "web-2", start: START + 100_000 }).entry("start").entry("stop");
const text = toText([...log.lines, ...other.lines, log.lines[1] ?? "", "no line"]);
const file = writeFile(place, "object", text);

const run = (...argv: readonly string[]) => captureAsync(() => runCli(["audit", "stats", ...argv]));
const now = ["--now", "2026-11-01T12:10:00Z"];

describe("audit stats", () => {
  test("counts what is in a log, each line once, and names who is silent", async () => {
    const { stdout, status } = await run(...now, file);
    expect(status).toBe(0);
    const blocks = stdout.split("\n\n");
    expect(blocks[0]).toBe("3 records; 1 lines came again; 1 no sealed lines");
    expect(blocks[1]).toBe("records  told\n      2  none\n      1  deny");
    expect(blocks).toContain("records  told  rule\n      1  deny  command/rm-root");
    expect(blocks).toContain("records  tool\n      2  Bash\n      1  Read");
    expect(blocks).toContain("records  user\n      2  alice\n      1  1001");
    expect(blocks).toContain("records  engine    failure\n      1  gitleaks  took too long");
    expect(blocks).toContain("records  failed stage\n      1  rules");
    expect(blocks).toContain("records  not understood\n      1  a variable");
    expect(blocks).toContain("records  machine  incident\n      1  web-1    torn");
    expect(blocks).toContain("from call to seal: p50 40 ms, p95 40 ms, at most 40 ms");
    expect(blocks.at(-1)).toMatch(
      /^silent machine {2}log {7}from {18}to {7}began\nweb-1 .* 2026-11-01T12:00:00Z {2}\(still\) {2}unannounced\n$/,
    );
  });

  test("tells machines the same in JSON, with --since of what was sealed from then on", async () => {
    const { stdout } = await run(...now, "--json", "--since", "2026-11-01T12:00:00.250Z", file);
    expect(JSON.parse(stdout)).toMatchObject({
      records: 1,
      decisions: [{ told: "none", count: 1 }],
      tools: [{ tool: "Read", count: 1 }],
      lag_ms: { p50: 40, p95: 40, max: 40 },
      silences: [{ machine: "web-1", to: null }],
    });
  });

  const silences = async (lines: readonly string[], ...argv: readonly string[]) => {
    const { stdout } = await run("--json", ...argv, writeFile(place, "silent", toText(lines)));
    return JSON.parse(stdout).silences;
  };

  test("names the silence after a stop when it is longer than a day, and says so", async () => {
    const { lines } = new LogMaker().entry("start").entry("stop");
    expect(await silences(lines, "--now", "2026-11-02T11:00:00Z")).toEqual([]);
    expect(await silences(lines, "--now", "2026-11-02T13:00:00Z")).toMatchObject([
      { from: "2026-11-01T12:00:00Z", to: null, after_stop: true },
    ]);
  });

  test("names what was silent before --since, and is or was so after it", async () => {
    const { lines, choices } = new LogMaker().entry("start").entry("checkpoint");
    const since = ["--since", "2026-11-01T18:00:00Z", "--now", "2026-11-02T00:00:00Z"];
    expect(await silences(lines, ...since)).toMatchObject([{ to: null, after_stop: false }]);
    const back = new LogMaker({ ...choices, start: START + 3_600_000 })
      .take(lines)
      .entry("checkpoint");
    const [silence, ...others] = await silences(back.lines, ...since);
    expect(others).toEqual([]); // the one that was over before it is not told
    expect(silence).toMatchObject({ from: "2026-11-01T13:00:00Z", to: null });
  });

  test("of a damaged log names none that the next one has ended", async () => {
    const left = new LogMaker().entry("start").entry("checkpoint");
    const after = { log: left.choices.log, seq: 1, head: "0".repeat(64) };
    const next = new LogMaker({ start: START + 60_000 }).entry("start", { after });
    const lines = [...left.lines, ...next.lines];
    expect(await silences(lines, "--now", "2026-11-01T12:02:00Z")).toEqual([]);
    expect(await silences(lines, "--now", "2026-11-01T13:00:00Z")).toMatchObject([
      { log: next.choices.log, to: null },
    ]);
  });

  test("takes each entry's own word for when the next is due", async () => {
    const slow = new LogMaker({ heartbeatSeconds: 600 }).entry("start");
    const choices = { ...slow.choices, start: START + 600_000, heartbeatSeconds: 30 };
    const { lines } = new LogMaker(choices).take(slow.lines).entry("checkpoint");
    expect(await silences(lines, "--now", "2026-11-01T12:11:00Z")).toEqual([]);
  });

  test("names a past silence with its end, and none that a stop announced", async () => {
    const early = new LogMaker().entry("start").entry("checkpoint").entry("stop");
    const gap = new LogMaker({ ...early.choices, start: START + 1_000_000 });
    gap.lines.push(...early.lines);
    gap.entry("start");
    const late = new LogMaker({ ...early.choices, start: START + 2_000_000 });
    late.lines.push(...gap.lines);
    late.entry("checkpoint").entry("stop");
    const directory = writeLog(path.join(place, "gap"), late.lines);
    const { stdout } = await run("--json", "--now", "2026-11-01T13:00:00Z", directory);
    expect(JSON.parse(stdout).silences).toMatchObject([
      { from: "2026-11-01T12:16:40Z", to: "2026-11-01T12:33:20Z", after_stop: false },
    ]);
  });

  test("has nothing that acts on a terminal", async () => {
    const hostile = "\u001b[2J\u009b31m\u202e";
    const odd = new LogMaker({ host: hostile })
      .entry("start")
      .record(
        { told: hostile, findings: [{ rule: hostile, determining: true }] },
        { api: { operation: hostile } },
      );
    const { stdout } = await run(writeFile(place, "odd", toText(odd.lines)));
    expect(stdout).toContain("[2J");
    expect(stdout.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  test("says what could not be read, and ends with 1", async () => {
    const half = writeFile(place, "half", Buffer.of(0x1f, 0x8b, 8, 0));
    const { stderr, status } = await run(half);
    expect(stderr).toContain("half ends in the middle of its gzip data");
    expect(status).toBe(1);
  });
});

test("percentiles are exact below a second, and to one percent above", () => {
  const histogram = new Histogram();
  for (let value = 1; value <= 100; value += 1) histogram.add(value);
  expect([0.5, 0.95, 1].map((share) => histogram.percentile(share))).toEqual([50, 95, 100]);
  const slow = new Histogram();
  for (const value of [-5, 50_000, 1e15]) slow.add(value);
  expect(Math.abs(slow.percentile(0.5) / 50_000 - 1)).toBeLessThan(0.011);
  expect(slow.max).toBe(1e15);
});
