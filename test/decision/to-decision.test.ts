import { describe, expect, test } from "vitest";
import { toDecision } from "../../src/decision/to-decision.ts";
import { toFailureDecision } from "../../src/decision/to-failure-decision.ts";
import { MAX_REASON_CHARS } from "../../src/decision/reason.ts";
import type { HookEvent } from "../../src/model/event.ts";
import type { Finding, Outcome, Span } from "../../src/model/finding.ts";
import type { JsonObject } from "../../src/model/json.ts";
import { StageError } from "../../src/model/stage.ts";
import type { Verdict } from "../../src/model/verdict.ts";

function eventOf(name: string, body: JsonObject = {}): HookEvent {
  return {
    name,
    sessionId: undefined,
    cwd: undefined,
    transcriptPath: undefined,
    promptId: undefined,
    permissionMode: undefined,
    agentId: undefined,
    agentType: undefined,
    tool: undefined,
    response: body["tool_response"],
    body,
    bytes: 0,
  };
}

function found(outcome: Outcome, changes: Partial<Finding> = {}): Finding {
  return {
    rule: "command/rm-root",
    check: "command",
    severity: "critical",
    confidence: "high",
    outcome,
    at: { field: "tool_input.command" },
    why: "it deletes the root directory",
    instead: "name the folder that is to go",
    evidence: { masked: "" },
    ...changes,
  };
}

function verdictOf(outcome: Outcome, findings: readonly Finding[] = [found(outcome)]): Verdict {
  return {
    outcome,
    would: outcome,
    determining: findings,
    findings,
    inForce: findings,
    coverage: { complete: true, gaps: [] },
  };
}

const answerOf = (stdout: string): unknown => (stdout === "" ? undefined : JSON.parse(stdout));
const REASON =
  "Toolgate denied this: it deletes the root directory [command/rm-root]. Instead: name the folder that is to go.";

describe("before a call", () => {
  test("nothing is said of one that no rule objects to", () => {
    expect(toDecision(verdictOf("allow", []), eventOf("PreToolUse"))).toMatchObject({
      exitCode: 0,
      stdout: "",
      stderr: "",
      told: "none",
    });
  });

  test("a denial is exit code 2, one line on stderr and a valid answer on stdout", () => {
    const decision = toDecision(verdictOf("deny"), eventOf("PreToolUse"));
    expect(decision.exitCode).toBe(2);
    expect(decision.stderr).toBe(`${REASON}\n`);
    expect(answerOf(decision.stdout)).toEqual({
      hookSpecificOutput: {
        hookEventName: "PreToolUse",
        permissionDecision: "deny",
        permissionDecisionReason: REASON,
      },
    });
  });

  test("a question is exit code 0 and says ask", () => {
    const decision = toDecision(verdictOf("ask"), eventOf("PreToolUse"));
    expect(decision.exitCode).toBe(0);
    expect(answerOf(decision.stdout)).toMatchObject({
      hookSpecificOutput: { permissionDecision: "ask" },
    });
  });

  test("a warning lets it run and tells the person", () => {
    const decision = toDecision(verdictOf("warn"), eventOf("PreToolUse"));
    expect(decision.exitCode).toBe(0);
    expect(answerOf(decision.stdout)).toEqual({
      systemMessage: expect.stringContaining("command/rm-root"),
    });
  });
});

describe("a prompt", () => {
  test.each(["UserPromptSubmit", "UserPromptExpansion", "ConfigChange"])(
    "%s is blocked, and cannot be asked about",
    (name) => {
      for (const outcome of ["ask", "deny"] as const) {
        const decision = toDecision(verdictOf(outcome), eventOf(name));
        expect(decision.exitCode).toBe(2);
        expect(answerOf(decision.stdout)).toMatchObject({ decision: "block" });
      }
    },
  );
});

describe("a tool's answer", () => {
  const response = { stdout: "token=abcdef ok", stderr: "", interrupted: false, isImage: false };
  const event = eventOf("PostToolUse", { tool_response: response });
  const span: Span = { slot: ["tool_response", "stdout"], start: 6, end: 12, label: "[secret: x]" };

  test("is masked in its own shape, with exit code 0", () => {
    const decision = toDecision(verdictOf("warn", [found("warn", { span })]), event);
    expect(decision.exitCode).toBe(0);
    expect(answerOf(decision.stdout)).toMatchObject({
      hookSpecificOutput: {
        hookEventName: "PostToolUse",
        updatedToolOutput: { ...response, stdout: "token=[secret: x] ok" },
      },
    });
  });

  test("is withheld whole when it is denied, its shape kept", () => {
    const read = { type: "text", file: { filePath: "/p/f", content: "do evil", numLines: 1 } };
    const decision = toDecision(verdictOf("deny"), eventOf("PostToolUse", { tool_response: read }));
    expect(decision.exitCode).toBe(0);
    expect(decision.stdout).not.toContain("do evil");
    expect(answerOf(decision.stdout)).toMatchObject({
      hookSpecificOutput: { updatedToolOutput: { type: "text", file: { numLines: 1 } } },
    });
  });
});

describe("the answer of a command that failed, which is a mere string,", () => {
  const failed = (text: string): HookEvent => ({
    ...eventOf("PostToolUse", { tool_response: text }),
    tool: { name: "Bash", input: {}, useId: undefined, mcpServer: undefined },
  });

  test("is masked in the shape of one that ran: the host takes no other", () => {
    const span: Span = { slot: ["tool_response"], start: 6, end: 12, label: "[secret: x]" };
    const decision = toDecision(
      verdictOf("warn", [found("warn", { span })]),
      failed("token=abcdef"),
    );
    expect(answerOf(decision.stdout)).toMatchObject({
      hookSpecificOutput: {
        updatedToolOutput: {
          stdout: "token=[secret: x]",
          stderr: "",
          interrupted: false,
          isImage: false,
        },
      },
    });
  });

  test("is withheld in that shape too", () => {
    const decision = toDecision(verdictOf("deny"), failed("do evil"));
    expect(decision.stdout).not.toContain("do evil");
    expect(answerOf(decision.stdout)).toMatchObject({
      hookSpecificOutput: { updatedToolOutput: { stdout: expect.stringContaining("Toolgate") } },
    });
  });
});

describe("an event never heard of", () => {
  test("is stopped by exit code 2 alone, for its answer's shape is unknown", () => {
    expect(toDecision(verdictOf("deny"), eventOf("Eclipse"))).toMatchObject({
      exitCode: 2,
      stdout: "",
    });
    expect(toDecision(verdictOf("ask"), eventOf("Eclipse"))).toMatchObject({
      exitCode: 0,
      stdout: "",
    });
    expect(toDecision(verdictOf("deny"), eventOf("PreToolUse "))).toMatchObject({ exitCode: 2 });
  });
});

describe("a failed call's error", () => {
  test("can only be remarked on", () => {
    const decision = toDecision(verdictOf("deny"), eventOf("PostToolUseFailure"));
    expect(decision).toMatchObject({ exitCode: 0, told: "warn" });
  });
});

describe("an event that cannot be stopped", () => {
  test.each(["SessionStart", "Stop"])("%s gets no answer", (name) => {
    expect(toDecision(verdictOf("deny"), eventOf(name))).toMatchObject({ exitCode: 0, stdout: "" });
  });
});

describe("a failure", () => {
  const error = new StageError("rules", "rules/bundle.jsonl is missing");
  const fail = (event: HookEvent | undefined, onFailure: "deny" | "ask" = "deny") =>
    toFailureDecision({ error, event, peekedName: undefined, onFailure });

  test("is a denial that names the stage", () => {
    const decision = fail(eventOf("PreToolUse"));
    expect(decision.exitCode).toBe(2);
    expect(decision.stderr).toBe(
      "Toolgate could not judge this call (rules: rules/bundle.jsonl is missing). Nothing was run.\n",
    );
    expect(answerOf(decision.stdout)).toMatchObject({
      hookSpecificOutput: { permissionDecision: "deny" },
    });
  });

  test("before the event is known is exit code 2 without an answer", () => {
    expect(fail(undefined)).toMatchObject({ exitCode: 2, stdout: "" });
  });

  test("is a question where the policy says so", () => {
    expect(fail(eventOf("PreToolUse"), "ask")).toMatchObject({ exitCode: 0, told: "ask" });
    expect(fail(eventOf("UserPromptSubmit"), "ask")).toMatchObject({ exitCode: 2 });
  });

  test("after a tool has run withholds what it answered", () => {
    const decision = fail(eventOf("PostToolUse", { tool_response: { stdout: "leak" } }));
    expect(decision).toMatchObject({ exitCode: 0, told: "mask" });
    expect(decision.stdout).not.toContain("leak");
  });

  test("of an output that could not even be parsed withholds it too", () => {
    const decision = toFailureDecision({
      error,
      event: undefined,
      peekedName: "PostToolUse",
      onFailure: "deny",
    });
    expect(decision).toMatchObject({ exitCode: 0, told: "mask" });
  });

  test("never lets anything pass on a name that was only peeked at", () => {
    for (const peekedName of ["Stop", "SessionStart", "PreToolUse", "Eclipse"]) {
      const decision = toFailureDecision({
        error,
        event: undefined,
        peekedName,
        onFailure: "deny",
      });
      expect(decision.exitCode).toBe(2);
    }
  });

  test("does not send an agent on that wants to stop", () => {
    expect(fail(eventOf("Stop"))).toMatchObject({ exitCode: 0, told: "warn" });
  });
});

describe("a reason", () => {
  test("stays one line of bounded length without control characters", () => {
    const why = `first\nsecond\u001b[31m\u202e${"x".repeat(5000)}`;
    const { stderr } = toDecision(
      verdictOf("deny", [found("deny", { why })]),
      eventOf("PreToolUse"),
    );
    expect(stderr.length).toBeLessThanOrEqual(MAX_REASON_CHARS + 1);
    expect(stderr.trimEnd()).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});
