import { toRecord } from "../../src/audit/to-record.ts";
import type { Finding } from "../../src/model/finding.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { Account } from "../../src/model/record.ts";
import { ALLOWED, DENIED, keyedHash, toAccount, toEvent, toVerdict } from "../audit/accounts.ts";
import type { SealedLog, When } from "./sealed-log.ts";

/** What is told of a call, where it differs from a harmless one of Ada's. */
export interface Call {
  readonly user?: string;
  readonly event?: string;
  readonly tool?: string;
  readonly input?: JsonObject;
  readonly call?: string;
  readonly server?: string;
  readonly permissionMode?: string;
  readonly told?: "none" | "warn" | "ask" | "deny";
  readonly findings?: readonly Finding[];
  /** Digest of the rules. */
  readonly digest?: string;
  readonly rest?: Partial<Account>;
}

/** Seals the record that a hook would write of the call, by the code that writes it. */
export function call(log: SealedLog, when: When & { readonly made?: string }, given: Call): void {
  log.record(JSON.stringify(toRecord(toAccountOf(log.host, when, given), { keyedHash })), when);
}

function toAccountOf(host: string, when: When & { readonly made?: string }, given: Call): Account {
  const { told = "none", findings = [], digest = "a1".repeat(32) } = given;
  return toAccount(toEvent(toBody(given)), {
    actor: { uid: 1000, user: given.user ?? "ada", host },
    rules: { version: `1.${digest.slice(0, 2)}`, digest, stale: [], fallback: false },
    verdict: toVerdict(findings, told === "none" ? "allow" : told),
    decision: told === "deny" ? DENIED : { ...ALLOWED, told },
    time: Date.parse(when.made ?? when.at),
    ...given.rest,
  });
}

function toBody(given: Call): JsonObject {
  const { event = "PreToolUse", tool = "Bash", input = { command: "true" } } = given;
  const common = {
    hook_event_name: event,
    session_id: `s-${given.user ?? "ada"}`,
    cwd: "/home/dev/project",
    permission_mode: given.permissionMode ?? "default",
  };
  if (event === "ConfigChange") return { ...common, source: "user_settings" };
  const named = { ...common, tool_name: tool, tool_input: input, tool_use_id: given.call ?? "" };
  return given.server === undefined
    ? named
    : { ...named, mcp_server: { name: given.server, source: "dynamic" } };
}

/** A finding of the family that its rule's name begins with. */
export function finding(rule: string, rest: Partial<Finding> = {}): Finding {
  return {
    rule,
    check: toFamily(rule),
    severity: "high",
    confidence: "high",
    outcome: "deny",
    why: "it is planted",
    instead: "another",
    evidence: { masked: "…" },
    at: { field: "tool_input.command" },
    ...rest,
  };
}

function toFamily(rule: string): Finding["check"] {
  switch (rule.split("/")[0]) {
    case "secret":
      return "secret";
    case "egress":
      return "egress";
    case "injection":
      return "injection";
    case "self":
      return "self";
    default:
      return "command";
  }
}
