import { expect, test } from "vitest";
import { toRecord } from "../../src/audit/to-record.ts";
import { callOf, keyedHash, secretFinding, toAccount, toVerdict } from "./accounts.ts";
import { findOcsfFaults } from "./ocsf-schema.ts";

test("a record names the exception that let a finding pass", () => {
  const at = { field: "tool_input.content" };
  const excepted = secretFinding({ at, outcome: "allow", exception: "test-data" });
  const verdict = { ...toVerdict([excepted], "allow"), determining: [] };
  const event = callOf("Write", { file_path: "/home/dev/project/a", content: "x" });
  const record = JSON.parse(JSON.stringify(toRecord(toAccount(event, { verdict }), { keyedHash })));
  expect(findOcsfFaults(record)).toEqual([]);
  expect(record.is_alert).toBe(false);
  expect(record.unmapped.findings).toMatchObject([
    { rule: "secret/test-token", outcome: "allow", exception: "test-data", determining: false },
  ]);
});

test("a finding without one names none", () => {
  const verdict = toVerdict([secretFinding({ at: { field: "tool_input.command" } })]);
  const record = toRecord(toAccount(callOf("Bash", { command: "x" }), { verdict }), { keyedHash });
  expect(JSON.stringify(record)).not.toContain("exception");
});
