import type { EnginePolicy } from "../model/engine.ts";
import type { Finding } from "../model/finding.ts";

/** What it comes to that an engine could not do its work; `ignore` leaves it to the record. */
export function tellFailure({ name, onFailure }: EnginePolicy, reason: string): readonly Finding[] {
  if (onFailure === "ignore") return [];
  return [
    {
      ...OWN_WORD,
      rule: "self/engine-failed",
      severity: "medium",
      outcome: onFailure,
      why: `the engine ${name} could not look at this (${reason})`,
      instead: "try again, and tell whoever looks after Toolgate if it stays so",
      engine: name,
    },
  ];
}

/** What was found beyond the bound is masked nowhere, and so is let through nowhere. */
export function tellTooMany(
  count: number,
  max: number,
  { name }: EnginePolicy,
): readonly Finding[] {
  if (count <= max) return [];
  return [
    {
      ...OWN_WORD,
      rule: "self/too-many-findings",
      severity: "high",
      outcome: "deny",
      why: `${name} found ${count} secrets, more than the ${max} that are looked at one by one`,
      instead: "do it in smaller steps",
      engine: name,
    },
  ];
}

const OWN_WORD = {
  check: "self",
  confidence: "high",
  at: { field: "" },
  evidence: { masked: "" },
} as const;
