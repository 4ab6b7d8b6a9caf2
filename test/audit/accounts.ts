import { createHmac } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Action } from "../../src/model/action.ts";
import type { Decision } from "../../src/model/decision.ts";
import type { HookEvent } from "../../src/model/event.ts";
import type { Finding, Outcome } from "../../src/model/finding.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { Account } from "../../src/model/record.ts";
import type { Verdict } from "../../src/model/verdict.ts";
import { parseEvent } from "../../src/event/parse-event.ts";
import { toAction } from "../../src/action/to-action.ts";
import type { Machine } from "../../src/model/check.ts";

export const TEST_MACHINE: Machine = {
  home: "/home/dev",
  realPath: (written) => written,
  readText: () => undefined,
};

export const keyedHash = (data: Uint8Array): string =>
  createHmac("sha256", "a key of the tests").update(data).digest("hex");

export const ALLOWED: Decision = {
  told: "none",
  outcome: "allow",
  exitCode: 0,
  stdout: "",
  stderr: "",
};

export const DENIED: Decision = { ...ALLOWED, told: "deny", outcome: "deny", exitCode: 2 };

export function toVerdict(
  findings: readonly Finding[],
  outcome: Outcome = findings.length === 0 ? "allow" : "deny",
): Verdict {
  const coverage = { complete: true, gaps: [] };
  return { outcome, would: outcome, determining: findings, findings, inForce: findings, coverage };
}

export function secretFinding(place: Pick<Finding, "at"> & Partial<Finding>): Finding {
  return {
    rule: "secret/test-token",
    check: "secret",
    severity: "critical",
    confidence: "high",
    outcome: "deny",
    why: "a token stands in the command",
    instead: "an environment variable",
    evidence: { masked: "tok_…(40)" },
    ...place,
  };
}

export function toAccount(event: HookEvent | undefined, rest: Partial<Account> = {}): Account {
  return {
    actor: { uid: 1000, user: "dev", host: "workstation" },
    integrity: "setgid",
    capture: "redacted",
    identity: [],
    hook: "guard",
    rules: { version: "1.0.0", digest: "ab".repeat(32), stale: [], fallback: false },
    repository: [],
    checkout: undefined,
    event,
    action: event === undefined ? undefined : actionOf(event),
    verdict: toVerdict([]),
    decision: ALLOWED,
    failure: undefined,
    timing: { event: 120, action: 340, check: 900 },
    time: 1_795_000_000_000,
    input: Buffer.from("the input"),
    ...rest,
  };
}

export function actionOf(event: HookEvent): Action | undefined {
  try {
    return toAction(event, TEST_MACHINE);
  } catch {
    // A recorded event with a mistyped field: the account then has no action, as in the pipeline.
    return undefined;
  }
}

export function toEvent(body: JsonObject): HookEvent {
  return parseEvent(Buffer.from(JSON.stringify(body)));
}

export function callOf(tool: string, input: JsonObject, name = "PreToolUse"): HookEvent {
  return toEvent({
    hook_event_name: name,
    session_id: "00000001-0000-4000-8000-000000000001",
    prompt_id: "00000002-0000-4000-8000-000000000002",
    cwd: "/home/dev/project",
    permission_mode: "default",
    tool_name: tool,
    tool_input: input,
    tool_use_id: "toolu_01Fixture000000000001",
  });
}

/** Every event recorded from the real client. */
export function recordedEvents(): readonly { readonly name: string; readonly event: HookEvent }[] {
  const folder = path.join(import.meta.dirname, "../fixtures/events");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => ({ name, event: parseEvent(readFileSync(path.join(folder, name))) }));
}
