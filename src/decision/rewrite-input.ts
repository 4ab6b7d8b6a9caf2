import { applySpans } from "../mask/apply-spans.ts";
import type { HookEvent } from "../model/event.ts";
import { type Finding, spansOf } from "../model/finding.ts";
import { isObject, type JsonObject } from "../model/json.ts";
import type { Verdict } from "../model/verdict.ts";

/** Modes in which an approval takes nothing from the person but a question about this very call. */
const MODES: ReadonlySet<string | undefined> = new Set([
  "default",
  "acceptEdits",
  "auto",
  "bypassPermissions",
]);

/**
 * The input with personal data masked, for a call that the policy wants to run so, approved. Undefined where it does
 * not: where anything else is to be said of the call, where it was not wholly understood, where a value stands
 * somewhere that no mask reaches, where the host would not have run it at all (`plan`, `dontAsk`).
 */
export function rewriteInput(verdict: Verdict, event: HookEvent): JsonObject | undefined {
  const { inForce, outcome, coverage } = verdict;
  if (outcome !== "deny" || event.name !== "PreToolUse" || !inForce.every(isMasked))
    return undefined;
  if (!coverage.complete || !MODES.has(event.permissionMode)) return undefined;
  const input = applySpans(event.body, inForce.flatMap(spansOf))["tool_input"];
  return input !== undefined && isObject(input) ? input : undefined;
}

/** A finding that the mask is all the answer to. */
function isMasked({ rewrite, outcome, span }: Finding): boolean {
  return rewrite === true && outcome === "deny" && span !== undefined;
}
