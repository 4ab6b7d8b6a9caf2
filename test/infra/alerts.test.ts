import { expect, test } from "vitest";
import { describeSql } from "./describe-tools.ts";
import { askAll } from "./lake.ts";
import { call, finding } from "./records.ts";
import { SealedLog } from "./sealed-log.ts";

const alpha = new SealedLog("alpha");
const today = (time: string): string => `2026-11-27T${time}:00Z`;

alpha.entry("start", { at: today("08:00") }, { key: "c0".repeat(32) });
// Before the window of this hour and the last: found by no alert.
call(alpha, { at: today("15:59") }, { told: "deny", findings: [finding("command/rm-root")] });
// Denied, and its innocent neighbours.
call(alpha, { at: today("16:01") }, { told: "deny", findings: [finding("command/rm-root")] });
call(alpha, { at: today("16:02") }, { told: "ask", findings: [finding("command/x")] });
call(alpha, { at: today("16:03") }, {});
// Half past seven in Berlin is half past six in UTC; three o'clock is night in both; the 22nd was a Sunday.
const late = { at: today("16:04") };
call(alpha, { ...late, made: today("06:30") }, { user: "early" });
call(alpha, { ...late, made: today("03:00") }, { user: "owl" });
call(alpha, { ...late, made: today("03:01") }, { user: "owl" });
call(alpha, { ...late, made: "2026-11-22T12:00:00Z" }, { user: "sunday" });
call(alpha, { ...late, made: today("03:00") }, { user: "owl", event: "PostToolUse" });
// Secrets: stopped, let through, excepted, read by a tool, and sent to an address.
const secret = finding("secret/github-pat", { evidence: { masked: "ghp_…(40)" } });
call(alpha, { at: today("16:10") }, { user: "sam", told: "deny", findings: [secret] });
call(alpha, { at: today("16:11") }, { user: "sue", told: "none", findings: [secret] });
call(
  alpha,
  { at: today("16:12") },
  { user: "ok", findings: [{ ...secret, outcome: "allow", exception: "test-keys" }] },
);
call(alpha, { at: today("16:13") }, { user: "ok", event: "PostToolUse", findings: [secret] });
const sent = finding("egress/secret-in-url");
call(alpha, { at: today("16:14") }, { user: "sid", told: "ask", findings: [sent] });
call(alpha, { at: today("16:15") }, { user: "ok", findings: [finding("egress/paste-site")] });
// Injection and taint.
const injected = finding("injection/classifier", { outcome: "warn", score: 0.93 });
call(
  alpha,
  { at: today("16:20") },
  {
    user: "ivy",
    event: "PostToolUse",
    told: "warn",
    findings: [injected],
    rest: { taint: { noted: true } },
  },
);
// Engines and Toolgate itself.
const asked = {
  engine: "gitleaks",
  run: "always",
  texts: 1,
  bytes: 9,
  took: 5,
  findings: [],
} as const;
call(
  alpha,
  { at: today("16:30") },
  { user: "eve", rest: { engines: [{ ...asked, failure: "it is not there" }, asked] } },
);
call(
  alpha,
  { at: today("16:31") },
  { user: "eve", rest: { engines: [{ ...asked, unprotected: true }] } },
);
const failure = { stage: "rules", message: "no bundle" } as const;
call(alpha, { at: today("16:32") }, { user: "fay", rest: { failure } });
call(alpha, { at: today("16:33") }, { user: "fay", rest: { rules: undefined } });
const rules = { version: "1", digest: "a1".repeat(32), stale: ["a.yaml"], fallback: false };
call(alpha, { at: today("16:34") }, { user: "fay", rest: { rules } });
call(alpha, { at: today("16:35") }, { user: "fay", rest: { rules: { ...rules, fallback: true } } });
// Unprotected records, bypassed permissions, changed settings.
call(alpha, { at: today("16:40") }, { user: "una", rest: { integrity: "none" } });
call(alpha, { at: today("16:41") }, { user: "bea", permissionMode: "bypassPermissions" });
call(alpha, { at: today("16:42") }, { user: "cat", event: "ConfigChange" });
alpha.entry(
  "incident",
  { at: today("16:50") },
  { what: "forged", segment: "1000.seg", offset: 7, bytes: 90 },
);
alpha.entry("checkpoint", { at: today("17:09") });

// Everything twice: at least once is the promise.
const answers = askAll({ lines: [...alpha.lines, ...alpha.lines] });

function rows(alert: string, ...columns: readonly string[]): unknown[][] {
  const found = answers.queries[`alerts/minutes/${alert}`] ?? [];
  return found
    .map((row) => columns.map((column) => row[column]))
    .sort((a, b) => a.join().localeCompare(b.join()));
}

describeSql("an alert over what has just arrived", () => {
  test("denied: each denial once, of this hour and the last", () => {
    expect(rows("denied", "at", "host", "user_name", "message")).toEqual([
      ["2026-11-27 16:01:00", "alpha", "ada", "deny PreToolUse Bash: command/rm-root"],
      ["2026-11-27 16:10:00", "alpha", "sam", expect.stringContaining("secret/github-pat")],
    ]);
  });

  test("off-hours: by the company's clock and week, and by when a call was made", () => {
    expect(rows("off-hours", "user_name", "calls", "since")).toEqual([
      ["owl", 2, "2026-11-27 03:00:00"],
      ["sunday", 1, "2026-11-22 12:00:00"],
    ]);
  });

  test("secrets-leaving: in what was about to be done, with whether it was stopped, but no exceptions", () => {
    expect(rows("secrets-leaving", "user_name", "rule", "stopped")).toEqual([
      ["sam", "secret/github-pat", true],
      ["sid", "egress/secret-in-url", true],
      ["sue", "secret/github-pat", false],
    ]);
  });

  test("injections and tainted: the text that instructs, and the session that has read it", () => {
    expect(rows("injections", "user_name", "rule", "score", "told")).toEqual([
      ["ivy", "injection/classifier", 0.93, "warn"],
    ]);
    expect(rows("tainted", "user_name")).toEqual([["ivy"]]);
  });

  test("engine-failures: what failed, and what others can change", () => {
    expect(rows("engine-failures", "engine", "why", "calls")).toEqual([
      ["gitleaks", "it is not there", 1],
      ["gitleaks", "unprotected", 1],
    ]);
  });

  test("toolgate-failures: a stage, no rules, old rules", () => {
    expect(rows("toolgate-failures", "failure", "calls")).toEqual([
      ["last good rules", 1],
      ["no rules", 1],
      ["rules", 1],
      ["stale rules", 1],
    ]);
  });

  test("incidents, unprotected, settings-changed: each that was planted", () => {
    expect(rows("incidents", "host", "what", "segment", "at_byte")).toEqual([
      ["alpha", "forged", "1000.seg", 7],
    ]);
    expect(rows("unprotected", "user_name", "integrity", "permission_mode")).toEqual([
      ["bea", "setgid", "bypassPermissions"],
      ["una", "none", "default"],
    ]);
    expect(rows("settings-changed", "user_name")).toEqual([["cat"]]);
  });

  test("becomes a metric with the number of its rows", () => {
    const counted = Object.entries(answers.counts["minutes"] ?? {});
    expect(counted.length).toBeGreaterThanOrEqual(10);
    expect(counted).toEqual(
      counted.map(([alert]) => [alert, answers.queries[`alerts/minutes/${alert}`]?.length]),
    );
    expect(counted.filter(([, found]) => found === 0)).toEqual([]);
  });
});
