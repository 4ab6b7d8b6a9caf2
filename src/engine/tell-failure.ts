import type { EnginePolicy } from "../model/engine.ts";
import type { Finding } from "../model/finding.ts";

/** What it comes to that an engine could not do its work; `ignore` leaves it to the record. */
export function tellFailure({ name, onFailure }: EnginePolicy, reason: string): readonly Finding[] {
  if (onFailure === "ignore") return [];
  return [
    {
      rule: "self/engine-failed",
      check: "self",
      severity: "medium",
      confidence: "high",
      outcome: onFailure,
      at: { field: "" },
      why: `the engine ${name} could not look at this (${reason})`,
      instead: "try again, and tell whoever looks after Toolgate if it stays so",
      evidence: { masked: "" },
      engine: name,
    },
  ];
}
