import type { Finding, Outcome, Severity } from "../model/finding.ts";
import type { Invocation } from "../model/invocation.ts";
import { keyOf } from "../rule/to-finding.ts";

const STRICTNESS: readonly Outcome[] = ["allow", "warn", "ask", "deny"];

/** The most that a finding may come to in a script that was there before the session. */
const IN_SCRIPT: Readonly<Record<Severity, Outcome>> = {
  critical: "deny",
  high: "ask",
  medium: "warn",
  low: "warn",
};

/** The most that one may come to in a word that only reads like a command, or in what builds an image. */
const IN_GUESS: Readonly<Record<Severity, Outcome>> = {
  critical: "ask",
  high: "ask",
  medium: "allow",
  low: "allow",
};

/**
 * What a finding comes to where its command does not stand in the line itself. A script that the agent has written
 * in this session counts as if it did. One that was there before is somebody's work: unless it would destroy or
 * give away what nobody gets back, the person at the keyboard decides, or is told. And what is only guessed to be a
 * command is never denied, nor what a Dockerfile says: what it changes is an image, which has users and packages of its own.
 */
export function weighFinding(finding: Finding, command: Invocation | undefined): Finding {
  const most = mostOf(finding, command);
  return isStricter(finding.outcome, most) ? { ...finding, outcome: most } : finding;
}

/** A word for how findings in a command are weighed: those of the same word count alike. */
export function weightOf(command: Invocation | undefined): "line" | "script" | "guess" {
  if (command?.via.some(isGuessed) === true) return "guess";
  return command?.script?.isNew === false ? "script" : "line";
}

/** The walk's own words: a function of such a name has parentheses behind it. */
function isGuessed(way: string): boolean {
  return way === "image:docker" || (way.startsWith("maybe:") && !way.endsWith("()"));
}

function mostOf({ severity }: Finding, command: Invocation | undefined): Outcome {
  switch (weightOf(command)) {
    case "guess":
      return IN_GUESS[severity];
    case "script":
      return IN_SCRIPT[severity];
    case "line":
      return "deny";
  }
}

/** One finding a rule and field is enough to decide on: the strictest. */
export function keepStrictest(found: Map<string, Finding>, finding: Finding): void {
  const key = keyOf(finding);
  const before = found.get(key);
  if (before === undefined || isStricter(finding.outcome, before.outcome)) found.set(key, finding);
}

function isStricter(one: Outcome, other: Outcome): boolean {
  return STRICTNESS.indexOf(one) > STRICTNESS.indexOf(other);
}
