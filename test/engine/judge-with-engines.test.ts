import { describe, expect, test } from "vitest";
import { secretCheck } from "../../src/check/secret/secret-check.ts";
import type { EngineRequest, EngineRunner } from "../../src/engine/engine-runner.ts";
import { Evaluation } from "../../src/evaluation.ts";
import type { Gate } from "../../src/gate.ts";
import { judge, judgeWithEngines } from "../../src/judge.ts";
import type { Decision } from "../../src/model/decision.ts";
import type { EngineReport } from "../../src/model/engine.ts";
import type { Finding, Outcome } from "../../src/model/finding.ts";
import { EMPTY_BUNDLE } from "../check/empty-bundle.ts";
import { machine } from "../check/secret/support.ts";
import { policyOf } from "./scanners.ts";

const event = Buffer.from(
  JSON.stringify({
    hook_event_name: "PreToolUse",
    cwd: "/",
    tool_name: "Write",
    tool_input: { file_path: "/x", content: "text" },
  }),
);

const policy = { ...EMPTY_BUNDLE.policy, engines: [policyOf("gitleaks")] };
const rules = { ...EMPTY_BUNDLE, policy };

function gateOf(engines?: EngineRunner, records: Decision[] = []): Gate {
  return {
    checks: [secretCheck],
    rules,
    policy,
    rulesFor: () => ({ bundles: [rules], policy, gaps: [], repository: [] }),
    machine,
    ...(engines === undefined ? {} : { engines }),
    record: (_input, decision) => records.push(decision),
  };
}

const findingOf = (outcome: Outcome): Finding => ({
  rule: "secret/gitleaks.x",
  check: "secret",
  severity: "high",
  confidence: "high",
  outcome,
  at: { field: "tool_input.content" },
  why: "a secret",
  instead: "none",
  evidence: { masked: "" },
});

const reportOf = (...findings: Finding[]): EngineReport => ({
  engine: "gitleaks",
  run: "always",
  texts: 1,
  bytes: 4,
  took: 1,
  findings,
});

function settle(gate: Gate): Promise<{ decision: Decision; evaluation: Evaluation }> {
  const evaluation = new Evaluation();
  return new Promise((resolve) =>
    judgeWithEngines({ input: event, gate, evaluation }, (decision) =>
      resolve({ decision, evaluation }),
    ),
  );
}

describe("an event of which engines are asked", () => {
  test.each<[Outcome, string, number]>([
    ["deny", "deny", 2],
    ["ask", "ask", 0],
    ["warn", "warn", 0],
  ])("comes to what the engine finds: %s", async (outcome, told, exitCode) => {
    const records: Decision[] = [];
    const gate = gateOf(() => Promise.resolve([reportOf(findingOf(outcome))]), records);
    const { decision, evaluation } = await settle(gate);
    expect(decision).toMatchObject({ told, exitCode });
    expect(records).toEqual([decision]);
    expect(evaluation.timing.engine).toBeGreaterThanOrEqual(0);
    expect(evaluation.due).toEqual(["gitleaks"]);
  });

  test("is asked about with its texts, and told until when", async () => {
    const requests: EngineRequest[] = [];
    const begun = process.uptime() * 1000;
    await settle(
      gateOf((request) => {
        requests.push(request);
        return Promise.resolve([reportOf()]);
      }),
    );
    expect(requests[0]?.due[0]?.texts.map(({ text }) => text)).toEqual(["text"]);
    expect(requests[0]?.until).toBeLessThan(begun + policy.deadlineMs);
  });

  test.each<[string, EngineRunner]>([
    ["rejects", () => Promise.reject(new Error("secret text"))],
    [
      "throws",
      () => {
        throw new TypeError("secret text");
      },
    ],
    ["never answers", () => new Promise(() => {})],
  ])("is denied where the runner itself %s", async (_name, engines) => {
    const records: Decision[] = [];
    const { decision } = await settle(gateOf(engines, records));
    expect(decision).toMatchObject({ told: "deny", exitCode: 2 });
    expect(decision.stderr).toMatch(/could not judge this call \((engine|deadline): /);
    expect(decision.stderr).not.toContain("secret text");
    expect(records).toEqual([decision]);
  });
});

describe("an event of which no engine is asked", () => {
  test("is decided before the call returns where none can be asked", () => {
    const decisions: Decision[] = [];
    const evaluation = new Evaluation();
    judgeWithEngines({ input: event, gate: gateOf(), evaluation }, (each) => decisions.push(each));
    expect(decisions).toMatchObject([{ told: "none" }]);
  });

  test("as explain and replay judge it, says which were due", () => {
    const evaluation = new Evaluation();
    const unasked = () => Promise.reject(new Error("asked"));
    expect(judge(event, gateOf(unasked), evaluation).told).toBe("none");
    expect([evaluation.due, evaluation.results.engine]).toEqual([["gitleaks"], undefined]);
  });
});
