import type { Action, TextSurface } from "../model/action.ts";
import type { Check } from "../model/check.ts";
import type { EngineName, EnginePolicy } from "../model/engine.ts";
import { kindOf } from "../model/event-kind.ts";
import type { HookEvent } from "../model/event.ts";
import type { CheckName, Finding } from "../model/finding.ts";
import type { Policy } from "../model/policy.ts";

/**
 * The check beside which each engine stands, before what else it looks for: a hook without that first check does not ask the
 * engine either; and of a text in which one of them has found something it is asked as of a candidate.
 */
const BESIDE: Readonly<Record<EngineName, readonly [CheckName, ...CheckName[]]>> = {
  gitleaks: ["secret"],
  trufflehog: ["secret"],
  lakera: ["injection", "pii"],
  "llm-guard": ["injection", "pii", "secret"],
};

/** An engine that is to look at an event, and at what of it. */
export interface DueEngine {
  readonly policy: EnginePolicy;
  /** At least one. */
  readonly texts: readonly TextSurface[];
}

/** An event as far as it must be known to tell which engines are due. */
export interface Candidate {
  readonly event: HookEvent;
  readonly action: Action;
  /** What the embedded checks have found. */
  readonly findings: readonly Finding[];
}

/** The engines that the policy wants asked about an event; most policies, and most events, want none. */
export function dueEngines(
  candidate: Candidate,
  { engines = [] }: Policy,
  checks: readonly Check[],
): readonly DueEngine[] {
  if (engines.length === 0 || kindOf(candidate.event.name) === "notice") return [];
  return engines.flatMap((policy) => {
    if (!checks.some(({ name }) => name === BESIDE[policy.name][0])) return [];
    const texts = textsFor(policy, candidate);
    return texts.length === 0 ? [] : [{ policy, texts }];
  });
}

function textsFor(
  policy: EnginePolicy,
  { event, action, findings }: Candidate,
): readonly TextSurface[] {
  const texts = action.surfaces.flatMap((surface) =>
    surface.kind === "text" && surface.text !== "" && isFor(policy, surface) ? [surface] : [],
  );
  const { name, run } = policy;
  switch (run) {
    case "always":
      return texts;
    case "after":
      return isAfter(event) ? texts : [];
    case "on_candidate": {
      const found = findings.filter(({ check }) => BESIDE[name].includes(check));
      const fields = new Set(found.map(({ at }) => at.field));
      return texts.filter(({ at }) => fields.has(at.field));
    }
  }
}

/** What goes to a service leaves the machine: only what the policy names. */
function isFor(policy: EnginePolicy, { role }: TextSurface): boolean {
  return !("roles" in policy) || policy.roles.includes(role);
}

/** Whether the tool has run, or tried to. */
function isAfter({ name }: HookEvent): boolean {
  const kind = kindOf(name);
  return kind === "output" || kind === "failure";
}
