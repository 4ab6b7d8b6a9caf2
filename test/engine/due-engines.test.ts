import { describe, expect, test } from "vitest";
import { injectionCheck } from "../../src/check/injection/injection-check.ts";
import { secretCheck } from "../../src/check/secret/secret-check.ts";
import { dueEngines } from "../../src/engine/due-engines.ts";
import { parseEvent } from "../../src/event/parse-event.ts";
import type { TextRole } from "../../src/model/action.ts";
import type { Check } from "../../src/model/check.ts";
import type { EnginePolicy, EngineRun } from "../../src/model/engine.ts";
import type { Finding } from "../../src/model/finding.ts";
import { EMPTY_BUNDLE } from "../check/empty-bundle.ts";
import { surfaceOf } from "../check/secret/support.ts";
import { policyOf } from "./scanners.ts";
import { lakeraAt, llmGuardAt } from "./services.ts";

const ROLES: readonly TextRole[] = ["prompt", "command", "output"];

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

  const dueOf = (engine: EnginePolicy, more: Circumstances = {}) => {
    const { findings = [], checks = [injectionCheck] } = more;
    const surfaces = ROLES.map((role) => surfaceOf(role, { role, at: { field: role } }));
    const event = parseEvent(
      Buffer.from('{"hook_event_name":"PreToolUse","tool_name":"x","tool_input":{}}'),
    );
    const candidate = { event, action: { ...action, surfaces }, findings };
    const policy = { ...EMPTY_BUNDLE.policy, engines: [engine] };
    return dueEngines(candidate, policy, checks).flatMap((each) =>
      each.texts.map(({ role }) => role),
    );
  };

  test("where it is a service, at the texts of the roles that may leave the machine, beside the injection check", () => {
    const engine = lakeraAt("http://127.0.0.1:9", { roles: ["output", "prompt"] });
    expect(dueOf(engine)).toEqual(["prompt", "output"]);
    expect(dueOf(engine, { checks: [secretCheck] })).toEqual([]);
  });

  test.each([
    ["injection", ["prompt"], ["prompt"]],
    ["pii", ["prompt"], ["prompt"]],
    ["secret", [], ["prompt"]],
    ["command", [], []],
  ] as const)(
    "where it is a service, at a candidate of the %s check",
    (check, lakera, llmGuard) => {
      const findings = [{ ...found, check, at: { field: "prompt" } }];
      const run = { run: "on_candidate" } as const;
      expect(dueOf(lakeraAt("http://127.0.0.1:9", run), { findings })).toEqual(lakera);
      expect(dueOf(llmGuardAt("http://127.0.0.1:9", run), { findings })).toEqual(llmGuard);
    },
  );
});
