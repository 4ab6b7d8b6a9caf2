import { expect, test, describe } from "vitest";
import { toRecord } from "../../src/audit/to-record.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { Account } from "../../src/model/record.ts";
import {
  callOf,
  DENIED,
  keyedHash,
  recordedEvents,
  secretFinding,
  toAccount,
  toEvent,
  toVerdict,
} from "./accounts.ts";
import { findOcsfFaults } from "./ocsf-schema.ts";

/** As it is read back: what is `undefined` is gone. */
function record(account: Account): JsonObject {
  return JSON.parse(JSON.stringify(toRecord(account, { keyedHash })));
}

const finding = secretFinding({ at: { field: "tool_input.command" } });
const failure = { stage: "rules", message: "no bundle" } as const;

describe("a record is an OCSF API Activity", () => {
  const events = recordedEvents();
  test("there are recorded events to try", () => expect(events.length).toBeGreaterThan(40));

  test.each(events)("of $name, allowed", ({ event }) => {
    expect(findOcsfFaults(record(toAccount(event)))).toEqual([]);
  });

  test.each(["none", "warn", "ask", "deny", "mask"] as const)(
    "when the host is told %s",
    (told) => {
      const verdict = toVerdict([finding]);
      const decision = { ...DENIED, told };
      const account = toAccount(callOf("Bash", { command: "true" }), { verdict, decision });
      expect(findOcsfFaults(record(account))).toEqual([]);
    },
  );

  test("with what came of engines", () => {
    const engine = { engine: "gitleaks", run: "always", texts: 2, bytes: 99, took: 1234 } as const;
    const failed = { ...finding, rule: "self/engine-failed" };
    const sent = { host: "guard.example.com", requests: 2, bytes: 99, fields: ["tool_input.x"] };
    const found = { ...finding, engine: "trufflehog", verification: "verified" } as const;
    const account = toAccount(callOf("Write", { file_path: "/x", content: "y" }), {
      verdict: toVerdict([found]),
      engines: [
        { ...engine, version: "8.30.1", findings: [finding] },
        { ...engine, failure: "it is not there", unprotected: true, findings: [failed] },
        { ...engine, engine: "lakera", sent, failure: "too late", findings: [failed, finding] },
      ],
    });
    const written = record(account);
    expect(findOcsfFaults(written)).toEqual([]);
    const asked = { name: "gitleaks", run: "always", texts: 2, bytes: 99, took_us: 1234 };
    expect(written["unmapped"]).toMatchObject({
      engines: [
        { ...asked, version: "8.30.1", outcome: "finished", findings: 1 },
        { ...asked, outcome: "failed", failure: "it is not there", unprotected: true, findings: 0 },
        { ...asked, name: "lakera", sent, outcome: "failed", failure: "too late", findings: 1 },
      ],
      findings: [{ engine: "trufflehog", verification: "verified" }],
    });
  });

  test("when nothing but the input is known", () => {
    const nothing = { action: undefined, verdict: undefined, rules: undefined, failure };
    const account = toAccount(undefined, { ...nothing, decision: DENIED });
    expect(findOcsfFaults(record(account))).toEqual([]);
  });
});

describe("who, what, how", () => {
  const rule = { ...finding, rule: "command/rm-root", check: "command" } as const;
  const account = toAccount(
    toEvent({
      hook_event_name: "PreToolUse",
      session_id: "s-1",
      agent_id: "a-7",
      agent_type: "general-purpose",
      cwd: "/home/dev/project",
      tool_name: "Bash",
      tool_use_id: "toolu_9",
      tool_input: { command: "rm -rf /tmp/x" },
    }),
    { verdict: toVerdict([rule]), decision: DENIED },
  );
  const made = record(account);

  test("names the user, the host, the session and the subagent", () => {
    expect(made["actor"]).toMatchObject({ user: { name: "dev", uid: "1000" } });
    expect(made["actor"]).toMatchObject({ session: { uid: "s-1" } });
    expect(made["src_endpoint"]).toEqual({ hostname: "workstation" });
    expect(made["ai_agent"]).toMatchObject({ name: "general-purpose", instance_uid: "a-7" });
  });

  test("names the hook and the event", () => {
    expect(made["metadata"]).toMatchObject({
      product: { feature: { name: "guard" } },
      event_code: "PreToolUse",
    });
  });

  test("names the tool, its input and the call's id", () => {
    expect(made["api"]).toMatchObject({
      operation: "Bash",
      request: { uid: "toolu_9", data: { command: "rm -rf /tmp/x" } },
    });
  });

  test("tells the decision, its rule and the rule pack", () => {
    expect(made["message"]).toBe("deny PreToolUse Bash: command/rm-root");
    expect(made).toMatchObject({ action_id: 2, disposition_id: 2, is_alert: true });
    expect(made["policy"]).toMatchObject({ version: "1.0.0", uid: "ab".repeat(32) });
    expect(made["unmapped"]).toMatchObject({
      findings: [{ rule: "command/rm-root", determining: true }],
      integrity: "setgid",
      outcome: "deny",
      would: "deny",
      coverage: { complete: true },
      timing_us: { event: 120, action: 340, check: 900 },
    });
  });

  test("tells nothing twice, since every byte is hashed on the way of the call", () => {
    const ids = ["0000aaaa-session", "0000bbbb-prompt", "0000cccc-call", "0000dddd-agent"];
    const [session_id, prompt_id, tool_use_id, agent_id] = ids;
    const event = toEvent({
      hook_event_name: "PreToolUse",
      session_id,
      prompt_id,
      tool_use_id,
      agent_id,
      agent_type: "general-purpose",
      cwd: "/home/dev",
      tool_name: "Bash",
      tool_input: { command: "git status" },
    });
    const text = JSON.stringify(record(toAccount(event)));
    for (const once of [...ids, "workstation", "general-purpose", "ab".repeat(32)])
      expect(text.split(once)).toHaveLength(2);
    expect(text.length).toBeLessThan(1500);
  });

  test("tells what is wrong with the rules, and only then", () => {
    expect(made["unmapped"]).not.toHaveProperty("rules");
    const rules = { version: "1.0.0", digest: "ab", stale: ["commands.yaml"], fallback: true };
    expect(record({ ...account, rules })["unmapped"]).toMatchObject({
      rules: { stale: ["commands.yaml"], fallback: true },
    });
  });

  test("tells size and keyed hash of the input as it came", () => {
    expect(made["raw_data_size"]).toBe(9);
    expect(made["raw_data_hash"]).toMatchObject({ value: keyedHash(Buffer.from("the input")) });
  });

  test("tells an observed denial from nothing to say", () => {
    const verdict = { ...toVerdict([finding]), outcome: "allow" } as const;
    const observed = record({ ...account, verdict, decision: { ...DENIED, told: "none" } });
    expect(observed).toMatchObject({ disposition_id: 15, is_alert: true });
    const quiet = record(toAccount(callOf("Bash", { command: "true" })));
    expect(quiet).toMatchObject({ disposition_id: 17, is_alert: false });
  });

  test("names the stage that failed, and counts as grave", () => {
    const failed = record({ ...account, verdict: undefined, failure });
    expect(failed).toMatchObject({ status_code: "rules", severity_id: 4 });
    expect(failed["unmapped"]).toMatchObject({ failure });
  });

  test("classifies by what the call does", () => {
    const type = (tool: string, input: JsonObject) =>
      record(toAccount(callOf(tool, input)))["type_uid"];
    expect(type("Bash", { command: "cat x" })).toBe(600_399);
    expect(type("Read", { file_path: "/etc/hosts" })).toBe(600_302);
    expect(type("Write", { file_path: "/tmp/x", content: "" })).toBe(600_303);
  });
});
