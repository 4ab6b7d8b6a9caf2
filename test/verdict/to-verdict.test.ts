import { array, assert, constantFrom, property } from "fast-check";
import { describe, expect, test } from "vitest";
import type { Finding, Outcome } from "../../src/model/finding.ts";
import type { Mode, Policy } from "../../src/model/policy.ts";
import { stricter, toVerdict } from "../../src/verdict/to-verdict.ts";

const WHOLE = { complete: true, gaps: [] };
const OUTCOMES: readonly Outcome[] = ["allow", "warn", "ask", "deny"];

function policyOf(changes: Partial<Policy> = {}): Policy {
  return {
    profile: "standard",
    mode: "enforce",
    ruleModes: {},
    ruleEnforceFrom: {},
    deadlineMs: 6000,
    onFailure: "deny",
    onPartial: "ask",
    onUnprotected: "allow",
    unlisted: "none",
    unlistedTools: "none",
    unlistedHosts: "none",
    spoolQuotaBytes: 1024,
    ...changes,
  };
}

function judging(policy: Policy) {
  return { policy, gaps: [] };
}

function found(outcome: Outcome, rule = `command/${outcome}`): Finding {
  return {
    rule,
    check: "command",
    severity: "high",
    confidence: "high",
    outcome,
    at: { field: "tool_input.command" },
    why: "why",
    instead: "instead",
    evidence: { masked: "" },
  };
}

const anyFindings = array(constantFrom(...OUTCOMES).map((outcome) => found(outcome)));
const anyMode = constantFrom<Mode>("observe", "warn", "enforce");

describe("the strictest finding wins", () => {
  test.each([
    [[], "allow"],
    [["warn"], "warn"],
    [["ask", "warn"], "ask"],
    [["allow", "deny", "ask"], "deny"],
  ] as const)("%j is %s", (outcomes, expected) => {
    const verdict = toVerdict(
      outcomes.map((outcome) => found(outcome)),
      WHOLE,
      judging(policyOf()),
    );
    expect(verdict.outcome).toBe(expected);
    expect(verdict.determining.map(({ outcome }) => outcome)).toEqual(
      expected === "allow" ? [] : [expected],
    );
  });

  test("whatever their order", () => {
    assert(
      property(anyFindings, anyMode, (findings, mode) => {
        const policy = policyOf({ mode });
        const forth = toVerdict(findings, WHOLE, judging(policy));
        const back = toVerdict(findings.toReversed(), WHOLE, judging(policy));
        expect([back.outcome, back.would]).toEqual([forth.outcome, forth.would]);
      }),
    );
  });

  test("and one finding more never makes it milder", () => {
    assert(
      property(anyFindings, constantFrom(...OUTCOMES), (findings, outcome) => {
        const before = toVerdict(findings, WHOLE, judging(policyOf())).outcome;
        const after = toVerdict([...findings, found(outcome)], WHOLE, judging(policyOf())).outcome;
        expect(after).toBe(stricter(before, after));
      }),
    );
  });
});

describe("modes soften what is done, never what is known", () => {
  test("observe lets everything pass and says what would have been", () => {
    const verdict = toVerdict([found("deny")], WHOLE, judging(policyOf({ mode: "observe" })));
    expect([verdict.outcome, verdict.would]).toEqual(["allow", "deny"]);
    expect(verdict.determining.map(({ rule }) => rule)).toEqual(["command/deny"]);
  });

  test("warn turns a denial into a warning", () => {
    const verdict = toVerdict([found("deny")], WHOLE, judging(policyOf({ mode: "warn" })));
    expect([verdict.outcome, verdict.would]).toEqual(["warn", "deny"]);
  });

  test("what a rule only observes is not in force beside what another does", () => {
    const policy = policyOf({ ruleModes: { "pii/email": "observe" } });
    const findings = [found("warn", "pii/email"), found("warn", "pii/payment-card")];
    const verdict = toVerdict(findings, WHOLE, judging(policy));
    expect(verdict.findings.map(({ rule }) => rule)).toEqual(["pii/email", "pii/payment-card"]);
    expect(verdict.inForce.map(({ rule }) => rule)).toEqual(["pii/payment-card"]);
  });

  test("a rule's own mode stands above the global one", () => {
    const policy = policyOf({ mode: "observe", ruleModes: { "command/deny": "enforce" } });
    expect(toVerdict([found("deny")], WHOLE, judging(policy)).outcome).toBe("deny");
  });
});

describe("an input that was not wholly understood", () => {
  const partial = { complete: false, gaps: ["line 1: unclosed quote"] };

  test.each(["ask", "deny"] as const)("is what the policy says: %s", (onPartial) => {
    const verdict = toVerdict([], partial, judging(policyOf({ onPartial })));
    expect(verdict.outcome).toBe(onPartial);
    expect(verdict.determining[0]?.why).toContain("unclosed quote");
  });

  test("is to be said otherwise, and a gap of the rules to be mended in their file", () => {
    const advice = (gaps: readonly string[]) =>
      toVerdict([], partial, { policy: policyOf(), gaps }).determining[0]?.instead;
    expect(advice([])).toContain("more plainly");
    expect(advice(["the repository's rules: 1:1: no"])).toContain("mend .claude/toolgate.yaml");
  });

  test("passes where the policy lets it, and the record still says so", () => {
    const verdict = toVerdict([], partial, judging(policyOf({ onPartial: "allow" })));
    expect(verdict.outcome).toBe("allow");
    expect(verdict.coverage.gaps).toEqual(["line 1: unclosed quote"]);
  });
});
