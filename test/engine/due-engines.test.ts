import { describe, expect, test } from "vitest";
import { secretCheck } from "../../src/check/secret/secret-check.ts";
import { dueEngines } from "../../src/engine/due-engines.ts";
import { parseEvent } from "../../src/event/parse-event.ts";
import type { Check } from "../../src/model/check.ts";
import type { EngineRun } from "../../src/model/engine.ts";
import type { Finding } from "../../src/model/finding.ts";
import { EMPTY_BUNDLE } from "../check/empty-bundle.ts";
import { surfaceOf } from "../check/secret/support.ts";
import { policyOf } from "./scanners.ts";

const texts = ["one", "two"].map((field) => surfaceOf(field, { at: { field } }));
const action = { surfaces: texts, coverage: { complete: true, gaps: [] } };

const found: Finding = {
  rule: "secret/x",
  check: "secret",
  severity: "high",
  confidence: "high",
  outcome: "allow",
  exception: "e",
  at: { field: "two", line: 1, column: 1 },
  why: "",
  instead: "",
  evidence: { masked: "" },
};

interface Circumstances {
  readonly findings?: readonly Finding[];
  readonly checks?: readonly Check[];
}

function due(run: EngineRun, name: string, circumstances: Circumstances = {}) {
  const { findings = [], checks = [secretCheck] } = circumstances;
  const event = parseEvent(
    Buffer.from(JSON.stringify({ hook_event_name: name, tool_name: "Bash", tool_input: {} })),
  );
  const policy = { ...EMPTY_BUNDLE.policy, engines: [policyOf("gitleaks", { run })] };
  const [engine] = dueEngines({ event, action, findings }, policy, checks);
  return engine?.texts.map(({ text }) => text) ?? [];
}

describe("an engine is due", () => {
  test.each<[EngineRun, string, readonly string[]]>([
    ["always", "PreToolUse", ["one", "two"]],
    ["always", "UserPromptSubmit", ["one", "two"]],
    ["always", "PostToolUse", ["one", "two"]],
    ["always", "SessionEnd", []],
    ["after", "PreToolUse", []],
    ["after", "UserPromptSubmit", []],
    ["after", "PostToolUse", ["one", "two"]],
    ["after", "PostToolUseFailure", ["one", "two"]],
    ["on_candidate", "PreToolUse", []],
    ["on_candidate", "PostToolUse", []],
  ])("%s: at %s %j", (run, name, expected) => expect(due(run, name)).toEqual(expected));

  test("on a candidate at the texts in which the embedded check found something, excepted or not", () => {
    expect(due("on_candidate", "PreToolUse", { findings: [found] })).toEqual(["two"]);
    expect(
      due("on_candidate", "PreToolUse", { findings: [{ ...found, check: "injection" }] }),
    ).toEqual([]);
  });

  test("only in a hook that runs the check beside which it stands", () => {
    expect(due("always", "PreToolUse", { checks: [] })).toEqual([]);
  });
});
