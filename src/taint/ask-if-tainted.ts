import type { Action } from "../model/action.ts";
import type { HookEvent } from "../model/event.ts";
import { kindOf } from "../model/event-kind.ts";
import type { Finding } from "../model/finding.ts";
import type { Policy, TaintPolicy } from "../model/policy.ts";
import type { Taint, TaintDoubt, TaintLog } from "../model/taint.ts";
import { toOutcome } from "../verdict/to-verdict.ts";
import { isWarned } from "./is-warned.ts";
import { reaches, sendsData } from "./sends-data.ts";
import { sessionOf } from "./session-of.ts";

/** An event on its way, and what is known of its session. */
export interface TaintQuestion {
  readonly event: HookEvent;
  readonly action: Action;
  readonly findings: readonly Finding[];
  readonly policy: Policy;
  readonly log: TaintLog;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Why a call is asked about, and the finding that does it. */
export interface TaintAnswer {
  readonly of: Taint | TaintDoubt;
  readonly finding: Finding;
}

const MINUTE_MS = 60_000;
const RULE = "self/tainted-session";

/**
 * In a session that has read a text which may be an instruction: a question about a call that could carry one out. The
 * log is read for such calls alone.
 *
 * @throws StageError("taint") when it cannot be.
 */
export function askIfTainted(question: TaintQuestion): TaintAnswer | undefined {
  const { event, policy, log, now } = question;
  const { taint } = policy;
  if (taint === undefined || kindOf(event.name) !== "call") return undefined;
  // Where nobody is asked, nothing need be known.
  if (toOutcome({ rule: RULE, outcome: "ask" }, policy) === "allow") return undefined;
  const what = whatItDoes(question, taint);
  if (what === undefined) return undefined;
  const of = log.find(sessionOf(event), now - taint.minutes * MINUTE_MS);
  return of === undefined ? undefined : { of, finding: toFinding(of, what) };
}

/** What a call does that is asked about, as the end of a clause. */
function whatItDoes(question: TaintQuestion, { askFor }: TaintPolicy): string | undefined {
  const { surfaces } = question.action;
  if (askFor.includes("upload") && surfaces.some(sendsData)) return "sends data out";
  if (askFor.includes("request") && surfaces.some(reaches)) return "talks to another machine";
  return askFor.includes("warned") && isWarned(question)
    ? "is one that a rule warns of"
    : undefined;
}

function toFinding(of: Taint | TaintDoubt, what: string): Finding {
  const because =
    "doubt" in of
      ? of.doubt
      : `this session has read text that may be an instruction (${of.place}, at ${toClock(of.time)})`;
  return {
    rule: RULE,
    check: "self",
    severity: "medium",
    confidence: "doubt" in of ? "low" : "medium",
    outcome: "ask",
    at: { field: "tool_input" },
    why: `${because}, and this call ${what}`,
    instead: "let it pass only where the user wants it, whatever that text says",
    evidence: { masked: "" },
  };
}

/** `14:02 UTC`: the records are in UTC too. */
function toClock(time: number): string {
  return `${new Date(time).toISOString().slice(11, 16)} UTC`;
}
