import { formatTable } from "../table.ts";
import { Counter } from "./counter.ts";
import { determiningRules, differ, outcomeTold } from "./describe-judged.ts";
import type { JudgedLine } from "./judge-lines.ts";
import type { Report } from "./report.ts";

/** As many rows of the longest table as a person reads. */
const MAX_SESSION_ROWS = 20;

const MAX_ID_CHARS = 40;

const STRICTNESS = { none: 0, allow: 0, warn: 1, ask: 2, deny: 3 } as const;

/** Tables of the events by decision, by rule, and by rule and session. */
export function countDecisions(): Report {
  const decisions = new Counter();
  const rules = new Counter();
  const sessions = new Counter();
  let events = 0;
  return {
    add: ({ before }) => {
      const decision = outcomeTold(before.decision);
      const session = nameSession(before);
      events += 1;
      decisions.add([decision]);
      for (const rule of nameRules(before)) {
        rules.add([decision, rule]);
        sessions.add([decision, rule, session]);
      }
      return "";
    },
    end: () =>
      [
        `${events} events\n`,
        formatCounts(["decision"], decisions),
        formatCounts(["decision", "rule"], rules),
        formatCounts(["decision", "rule", "session"], sessions, MAX_SESSION_ROWS),
      ]
        .filter((part) => part !== "")
        .join("\n"),
  };
}

/** A table of what would change, by the rules that decide where it is stricter. */
export function countDifferences(): Report {
  const changes = new Counter();
  const rules = new Counter();
  let events = 0;
  let different = 0;
  return {
    add: ({ before, after }) => {
      events += 1;
      if (after === undefined || !differ(before, after)) return "";
      different += 1;
      const change = [outcomeTold(before.decision), outcomeTold(after.decision)];
      changes.add(change);
      for (const rule of nameRules(stricterOf(before, after))) rules.add([...change, rule]);
      return "";
    },
    end: () =>
      [
        `${events} events, ${different} decided differently\n`,
        formatCounts(["before", "after"], changes),
        formatCounts(["before", "after", "rule"], rules),
      ]
        .filter((part) => part !== "")
        .join("\n"),
  };
}

function stricterOf(before: JudgedLine, after: JudgedLine): JudgedLine {
  const [a, b] = [before, after].map(({ decision }) => STRICTNESS[outcomeTold(decision)]);
  return (a ?? 0) > (b ?? 0) ? before : after;
}

function nameRules({ evaluation }: JudgedLine): readonly string[] {
  const { failure } = evaluation;
  return failure === undefined ? determiningRules(evaluation) : [`(failed at ${failure.stage})`];
}

/** Whoever made the event has chosen it: it must not act on the terminal. */
function nameSession({ evaluation }: JudgedLine): string {
  const id = evaluation.results.event?.sessionId ?? "(unknown)";
  return id.slice(0, MAX_ID_CHARS).replace(/[^\x20-\x7e]/g, "?");
}

function formatCounts(heading: readonly string[], counter: Counter, max = Infinity): string {
  const rows = counter.rows();
  const listed = rows.slice(0, max);
  if (listed.length === 0) return "";
  const width = Math.max("events".length, String(listed[0]?.count).length);
  const cells = listed.map(({ words, count }) => [String(count).padStart(width)].concat(words));
  const unlisted = rows.length - listed.length;
  const more = unlisted + counter.others === 0 ? [] : [`and ${unlisted + counter.others} more`];
  return `${[...formatTable([["events", ...heading], ...cells]), ...more].join("\n")}\n`;
}
