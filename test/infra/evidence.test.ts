import { expect, test } from "vitest";
import { describeSql } from "./describe-tools.ts";
import { askAll } from "./lake.ts";
import { call, finding } from "./records.ts";
import { type Line, SealedLog } from "./sealed-log.ts";

// The month of the evidence is October; September and November are beside it.
const alpha = new SealedLog("alpha");
const beta = new SealedLog("beta");
const rule = finding("command/git-push-force");
const excepted = { ...rule, outcome: "allow", exception: "release-branches" } as const;

alpha.entry("start", { at: "2026-09-30T23:00:00Z" }, { key: "c0".repeat(32) });
call(alpha, { at: "2026-09-30T23:10:00Z" }, { user: "zoe", told: "deny", findings: [rule] });
call(alpha, { at: "2026-10-01T00:00:00Z" }, { told: "deny", findings: [rule] });
call(alpha, { at: "2026-10-01T09:00:00Z" }, { user: "ben", told: "deny", findings: [rule] });
call(alpha, { at: "2026-10-02T09:00:00Z" }, { findings: [excepted] });
call(alpha, { at: "2026-10-02T09:01:00Z" }, { findings: [{ ...excepted, exception: "unlisted" }] });
const digest = "b2".repeat(32);
const read = { file_path: "/srv/patients/17.json" };
call(alpha, { at: "2026-10-20T09:00:00Z" }, { tool: "Read", input: read, digest, call: "toolu_1" });
call(
  alpha,
  { at: "2026-10-20T09:01:00Z" },
  { tool: "Read", input: read, digest, call: "toolu_1", event: "PostToolUse" },
);
call(
  alpha,
  { at: "2026-10-20T09:02:00Z" },
  { tool: "Read", input: { file_path: "/srv/public/1.json" }, digest },
);
alpha.entry(
  "incident",
  { at: "2026-10-21T09:00:00Z" },
  { what: "torn", segment: "1000.seg", offset: 1, bytes: 2 },
);
alpha.entry("checkpoint", { at: "2026-10-31T23:59:00Z" });
call(alpha, { at: "2026-11-01T00:00:00Z" }, { user: "kim", told: "deny", findings: [rule] });

beta.entry("start", { at: "2026-10-10T08:00:00Z" });
const gitleaks = {
  engine: "gitleaks",
  run: "always",
  texts: 1,
  bytes: 9,
  took: 5,
  findings: [],
} as const;
const engines = [{ ...gitleaks, failure: "too late" }];
call(beta, { at: "2026-10-10T09:00:00Z" }, { told: "deny", rest: { engines } });
const failure = { stage: "rules", message: "no bundle" } as const;
call(beta, { at: "2026-10-10T10:00:00Z" }, { told: "deny", rest: { failure } });
beta.entry("checkpoint", { at: "2026-10-10T10:01:00Z" });

const lost = beta.lines.filter((_, seq) => seq !== 1);
const lines: Line[] = [...alpha.lines, ...alpha.lines, ...beta.lines];
const listed = [
  "release-branches",
  "command/git-push-force",
  "Release Engineering",
  "2.0",
  "2027-03-01",
];
const idle = ["idle", "command/rm-root", "Operations", "none", "2027-01-01"];
const answers = askAll({ lines, exceptions: [listed, idle], inventory: [["alpha"], ["ghost"]] });

function rows(query: string, ...columns: readonly string[]): unknown[][] {
  return (answers.queries[query] ?? [])
    .map((row) => columns.map((column) => row[column]))
    .sort((a, b) => a.join().localeCompare(b.join()));
}

describeSql("the evidence of a month", () => {
  test("machines: which were covered, which of the inventory were not, which nobody has listed", () => {
    const columns = ["host", "in_inventory", "covered", "hours", "records", "users"];
    expect(rows("evidence/machines", ...columns)).toEqual([
      ["alpha", true, true, 6, 7, 2],
      ["beta", false, true, 3, 2, 1],
      ["ghost", true, false, 0, 0, 0],
    ]);
  });

  test("decisions: by day, event and what was told, each record once", () => {
    expect(rows("evidence/decisions", "day", "event", "told", "events", "users")).toEqual([
      ["2026-10-01 00:00:00", "PreToolUse", "deny", 2, 2],
      ["2026-10-02 00:00:00", "PreToolUse", "none", 2, 1],
      ["2026-10-10 00:00:00", "PreToolUse", "deny", 2, 1],
      ["2026-10-20 00:00:00", "PostToolUse", "none", 1, 1],
      ["2026-10-20 00:00:00", "PreToolUse", "none", 2, 1],
    ]);
  });

  test("rules: which decided what", () => {
    expect(rows("evidence/rules", "rule", "told", "events", "users")).toEqual([
      ["command/git-push-force", "deny", 2, 2],
      ["command/git-push-force", "none", 2, 1],
    ]);
  });

  test("exceptions: used with owner and end, unused, and used but listed nowhere", () => {
    expect(rows("evidence/exceptions", "id", "owner", "expires", "uses", "listed")).toEqual([
      ["idle", "Operations", "2027-01-01", 0, true],
      ["release-branches", "Release Engineering", "2027-03-01", 1, true],
      ["unlisted", null, null, 1, false],
    ]);
  });

  test("bundles: the versions in force, where and when", () => {
    expect(rows("evidence/bundles", "version", "machines", "records", "first_used")).toEqual([
      ["1.a1", 2, 6, "2026-10-01 00:00:00"],
      ["1.b2", 1, 3, "2026-10-20 09:00:00"],
    ]);
  });

  test("integrity: what should be there and is, with signatures and incidents", () => {
    const columns = ["host", "expected", "present", "missing", "forked", "signed_entries", "torn"];
    expect(rows("evidence/integrity", ...columns)).toEqual([
      ["alpha", 9, 9, 0, 0, 1, 1],
      ["beta", 4, 4, 0, 0, 2, 0],
    ]);
    const cut = askAll({ lines: lost }).queries["evidence/integrity"];
    expect(cut).toMatchObject([{ host: "beta", expected: 4, present: 3, missing: 1 }]);
  });

  test("failures: of Toolgate and of engines, with what was told", () => {
    expect(rows("evidence/failures", "control", "failure", "told", "events")).toEqual([
      ["gitleaks", "too late", "deny", 1],
      ["toolgate", "rules", "deny", 1],
    ]);
  });

  test("adoption: beside the month before", () => {
    expect(rows("evidence/adoption", "month", "users", "machines", "calls", "denied")).toEqual([
      ["2026-09-01 00:00:00", 1, 1, 1, 1],
      ["2026-10-01 00:00:00", 2, 2, 8, 4],
    ]);
  });

  test("the HIPAA access list: who had which protected file read, once for each call", () => {
    expect(rows("hipaa/access", "at", "user_name", "kind", "name", "call")).toEqual([
      ["2026-10-20 09:00:00", "ada", "file:read", "/srv/patients/17.json", "toolu_1"],
    ]);
  });
});
