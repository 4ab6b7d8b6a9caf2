import { hostOf } from "../check/egress/host-of.ts";
import type { Decision } from "../model/decision.ts";
import type { HookEvent } from "../model/event.ts";
import { kindOf } from "../model/event-kind.ts";
import type { Finding } from "../model/finding.ts";
import type { TaintPolicy } from "../model/policy.ts";
import type { TaintLog, TaintResult } from "../model/taint.ts";
import type { Verdict } from "../model/verdict.ts";
import { sessionOf } from "./session-of.ts";

/** What was decided on an event, and where it is noted. */
export interface TaintOccasion {
  readonly event: HookEvent;
  readonly verdict: Verdict;
  readonly decision: Decision;
  readonly policy: TaintPolicy | undefined;
  readonly log: TaintLog;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

const MINUTE_MS = 60_000;

/** A text is noted again when so much of the time of the last one is over: a page of them makes no more notes. */
const RENEWED_AFTER = 0.25;

/**
 * Notes in the session that the agent gets to read a text in which the injection check has found something.
 *
 * @throws StageError("taint") when it cannot be noted.
 */
export function noteTaint(occasion: TaintOccasion): TaintResult | undefined {
  const { event, policy, log, now } = occasion;
  if (policy === undefined || policy.askFor.length === 0) return undefined;
  const found = findDoubtful(occasion);
  if (found === undefined) return undefined;
  const session = sessionOf(event);
  const last = log.find(session, now - policy.minutes * MINUTE_MS * RENEWED_AFTER);
  if (last === undefined) log.note(session, { time: now, place: placeOf(event, found) });
  return { noted: true };
}

/** The first finding in what the agent reads in spite of it: what is withheld or masked it does not. */
function findDoubtful({ event, verdict, decision }: TaintOccasion): Finding | undefined {
  const found = verdict.inForce.filter(
    ({ check, outcome }) => check === "injection" && outcome !== "allow",
  );
  switch (kindOf(event.name)) {
    case "output":
      return decision.outcome === "deny" ? undefined : found.find(({ span }) => span === undefined);
    case "failure":
      return found[0];
    case "instructions":
      // Instructions are what such a file is for.
      return found.find(({ outcome }) => outcome === "deny");
    default:
      return undefined;
  }
}

const MAX_PATH_CHARS = 120;

/** `Read /home/dev/notes.md, line 12`; `WebFetch example.com`. */
function placeOf({ tool, body }: HookEvent, { at }: Finding): string {
  const { name = "file", input = body } = tool ?? {};
  const { file_path: path, url } = input;
  const source =
    typeof path === "string" ? path : typeof url === "string" ? hostOf(url) : undefined;
  const shown = source === undefined ? "" : ` ${clip(source)}`;
  const line = at.line === undefined ? "" : `, line ${at.line}`;
  return `${name.slice(0, MAX_PATH_CHARS)}${shown}${line}`;
}

/** The end of a path tells more than its beginning. */
function clip(path: string): string {
  return path.length <= MAX_PATH_CHARS ? path : `…${path.slice(1 - MAX_PATH_CHARS)}`;
}
