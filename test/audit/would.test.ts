/** What a record says would have happened with every rule enforced, and what did, under each mode and date. */
import { describe, expect, test } from "vitest";
import type { Policy } from "../../src/model/policy.ts";
import { callOf } from "../executable/trial.ts";
import { writeRecords } from "./judged-records.ts";

const DENIED = callOf("Bash", { command: "git push --force origin main" });
const RULE = "command/git-push-force";
const QUIET = callOf("Bash", { command: "git status" });
const LATER = Date.now() + 86_400_000;
const EARLIER = Date.now() - 86_400_000;

function outcomeOf(event: string, policy: Partial<Policy>) {
  const [text = ""] = writeRecords([event], { policy }).texts;
  const { unmapped, is_alert, disposition_id, message } = JSON.parse(text);
  const { told, outcome, would } = unmapped;
  const [finding] = unmapped.findings ?? [];
  return { told, outcome, would, is_alert, disposition_id, message, finding };
}

/** What the host was told, what that came to, and OCSF's word for it. */
const DENIAL = ["deny", "deny", 2] as const;
const WARNING = ["warn", "warn", 19] as const;
const NOTHING = ["none", "allow", 15] as const;

describe("of a call that a rule denies", () => {
  test.each<[string, Partial<Policy>, readonly [string, string, number]]>([
    ["enforced", { mode: "enforce" }, DENIAL],
    ["warned of", { mode: "warn" }, WARNING],
    ["observed", { mode: "observe" }, NOTHING],
    ["observed, but for it", { mode: "observe", ruleModes: { [RULE]: "enforce" } }, DENIAL],
    ["enforced, but for it", { ruleModes: { [RULE]: "observe" } }, NOTHING],
    ["warned of until a day that is to come", { enforceFrom: LATER }, WARNING],
    ["enforced from a day that has come", { enforceFrom: EARLIER }, DENIAL],
    ["warned of by itself until a day", { ruleEnforceFrom: { [RULE]: LATER } }, WARNING],
    ["enforced by itself from a day", { ruleEnforceFrom: { [RULE]: EARLIER } }, DENIAL],
    ["observed whatever the day", { mode: "observe", enforceFrom: LATER }, NOTHING],
  ])("%s", (_, policy, [told, outcome, disposition]) => {
    const made = outcomeOf(DENIED, policy);
    expect(made).toMatchObject({ told, outcome, would: "deny", is_alert: true });
    expect(made.disposition_id).toBe(disposition);
    // Each finding says what its rule asks for, so that a count by rule needs no policy.
    expect(made.finding).toMatchObject({ rule: RULE, outcome: "deny", determining: true });
    expect(made.message).toBe(`${told} PreToolUse Bash: ${RULE}`);
  });
});

test("the rule that would have done most stands first where all of them warn", () => {
  const event = callOf("Bash", { command: "sudo true; git push --force origin main" });
  expect(outcomeOf(event, { mode: "warn" }).finding).toMatchObject({ rule: RULE });
});

test.each(["enforce", "warn", "observe"] as const)("of a quiet call nothing would: %s", (mode) => {
  expect(outcomeOf(QUIET, { mode })).toMatchObject({
    told: "none",
    outcome: "allow",
    would: "allow",
    is_alert: false,
    disposition_id: 17,
  });
});

test("a denial that is only observed shows beside a question that is asked", () => {
  const event = callOf("Bash", {
    command: "git push --force origin main; sudo true",
  });
  const { told, outcome, would } = outcomeOf(event, { ruleModes: { [RULE]: "observe" } });
  expect([told, outcome, would]).toEqual(["ask", "ask", "deny"]);
});

test("what a tool has answered would be masked, and is not while that is observed", () => {
  const event = callOf(
    "Bash",
    { command: "cat x" },
    { hook_event_name: "PostToolUse", tool_response: { stdout: "card 4539148803436467" } },
  );
  expect(outcomeOf(event, {})).toMatchObject({ told: "mask", outcome: "warn", would: "warn" });
  const observed = outcomeOf(event, { mode: "observe" });
  expect(observed).toMatchObject({
    told: "none",
    outcome: "allow",
    would: "warn",
    disposition_id: 15,
  });
});

test("a part that is not understood counts as the policy's word on it", () => {
  const event = callOf("Bash", { command: "echo 'unclosed" });
  expect(outcomeOf(event, { mode: "observe", onPartial: "ask" })).toMatchObject({
    told: "none",
    outcome: "allow",
    would: "ask",
  });
  expect(outcomeOf(event, { onPartial: "allow" })).toMatchObject({ would: "allow", told: "none" });
});
