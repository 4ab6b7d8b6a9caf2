import { expect, test } from "vitest";
import { formatTrace } from "../../../src/cli/explain/format-trace.ts";
import { Evaluation } from "../../../src/evaluation.ts";
import type { Gate } from "../../../src/gate.ts";
import { buildWith } from "../../rule/build/build-with.ts";
import { ALLOWED, secretFinding, TEST_MACHINE, toVerdict } from "../../audit/accounts.ts";

const rules = buildWith({ "p.yaml": "policy: { enforce_from: 2027-01-01 }\n" });
const gate: Gate = {
  checks: [],
  rules,
  policy: rules.policy,
  rulesFor: () => ({ bundles: [rules], policy: rules.policy, gaps: [], repository: [] }),
  machine: TEST_MACHINE,
  record: () => {},
};

test("a trace shows the exception that lets a finding pass", () => {
  const evaluation = new Evaluation(0);
  const at = { field: "tool_input.content" };
  evaluation.results.check = [secretFinding({ at, outcome: "allow", exception: "test-data" })];
  expect(formatTrace(evaluation, ALLOWED, gate)).toContain(
    "allow secret/test-token (critical) tok_…(40)   let pass by the exception test-data",
  );
});

test("a trace shows the mode that holds on the day of the event", () => {
  const evaluation = new Evaluation(0);
  const policy = { ...rules.policy, mode: "warn" } as const;
  evaluation.results.rules = { bundles: [rules], policy, gaps: [], repository: [] };
  evaluation.results.verdict = toVerdict([]);
  expect(formatTrace(evaluation, ALLOWED, gate)).toContain("profile standard, mode warn,");
});

test("a trace says which engines the guard would ask, and that it asked none", () => {
  const evaluation = new Evaluation(0);
  expect(formatTrace(evaluation, ALLOWED, gate)).not.toContain("engine");
  evaluation.due = ["gitleaks", "trufflehog"];
  expect(formatTrace(evaluation, ALLOWED, gate)).toContain(
    "engine    gitleaks and trufflehog: asked by the guard, and not by this command",
  );
});
