import type { Location, TextSurface } from "../../model/action.ts";
import type { Check } from "../../model/check.ts";
import type { Finding, Outcome, Span } from "../../model/finding.ts";
import type { InjectionRule } from "../../model/rule.ts";
import { decodeRuns } from "../secret/decode-runs.ts";
import { indexLines } from "../secret/line-index.ts";
import { findPattern } from "./find-patterns.ts";
import { findHiddenText, type HiddenStretch } from "./hidden-text.ts";
import { normaliseText } from "./normalise-text.ts";
import { isObeyedFile } from "./obeyed-file.ts";
import { showText } from "./show-text.ts";

/** Hidden stretches told one by one in one text; the last of them takes in all that follow. */
const MAX_STRETCHES = 20;

/** Looks for instructions in texts that the agent is about to read or is being given. */
export const injectionCheck: Check = {
  name: "injection",
  inspect: (action, rules) =>
    action.surfaces.flatMap((surface) =>
      surface.kind === "text" && isReadAsInstruction(surface)
        ? inspectText(surface, rules.injection)
        : [],
    ),
};

/** What is written counts only where an agent will obey it; what runs is for the command check. */
function isReadAsInstruction({ role, path }: TextSurface): boolean {
  if (role === "written") return path !== undefined && isObeyedFile(path);
  return role !== "command";
}

function inspectText(surface: TextSurface, rules: readonly InjectionRule[]): readonly Finding[] {
  const wanted = rules.filter(({ roles }) => roles.includes(surface.role));
  const views = makeViews(surface.text);
  return wanted.flatMap((rule) => {
    switch (rule.detector) {
      case "hidden-text":
        return inspectHidden(surface, rule);
      case "pattern":
        return inspectPatterns(surface, rule, views);
    }
  });
}

/** The text as patterns see it, and what stands in it in base64, hexadecimal or percent encoding. */
interface Views {
  readonly plain: string;
  readonly decoded: string;
}

function makeViews(text: string): Views {
  return { plain: normaliseText(text), decoded: normaliseText(decodeRuns(text).text) };
}

function inspectPatterns(
  surface: TextSurface,
  rule: InjectionRule,
  views: Views,
): readonly Finding[] {
  const plain = findPattern(rule, views.plain);
  const match = plain ?? findPattern(rule, views.decoded);
  if (!match) return [];
  const view = plain ? views.plain : views.decoded;
  const line = plain ? indexLines(view, surface.at).locate(match.start).line : undefined;
  const direct = match.context === "direct";
  return [
    {
      rule: rule.id,
      check: "injection",
      severity: rule.severity,
      confidence: direct ? "high" : "medium",
      outcome: direct ? outcomeFor(rule, surface) : weaken(rule.outcome),
      at: { field: surface.at.field, ...(line === undefined ? {} : { line }) },
      why: plain ? rule.why : `${rule.why}, in encoded form`,
      instead: rule.instead,
      evidence: { masked: showText(view.slice(match.start, match.end)) },
    },
  ];
}

function inspectHidden(surface: TextSurface, rule: InjectionRule): readonly Finding[] {
  const stretches = boundStretches(findHiddenText(surface.text));
  const lines = indexLines(surface.text, surface.at);
  return stretches.map((stretch) =>
    toHiddenFinding(rule, stretch, { surface, at: lines.locate(stretch.start) }),
  );
}

function toHiddenFinding(
  rule: InjectionRule,
  stretch: HiddenStretch,
  { surface, at }: { readonly surface: TextSurface; readonly at: Location },
): Finding {
  return {
    rule: rule.id,
    check: "injection",
    severity: rule.severity,
    confidence: stretch.reads === "" ? "medium" : "high",
    outcome: rule.outcome,
    at,
    why: `${rule.why}: ${stretch.kind}`,
    instead: rule.instead,
    evidence: { masked: stretch.reads === "" ? stretch.kind : showText(stretch.reads) },
    ...spanOf(stretch, surface),
  };
}

function boundStretches(found: readonly HiddenStretch[]): readonly HiddenStretch[] {
  const sorted = found.toSorted((a, b) => a.start - b.start);
  const last = sorted[MAX_STRETCHES - 1];
  if (sorted.length <= MAX_STRETCHES || !last) return sorted;
  const end = Math.max(...sorted.map((stretch) => stretch.end));
  return [...sorted.slice(0, MAX_STRETCHES - 1), { ...last, end }];
}

function spanOf(stretch: HiddenStretch, { slot }: TextSurface): { readonly span?: Span } {
  if (!slot) return {};
  return { span: { slot, start: stretch.start, end: stretch.end, label: "[hidden text]" } };
}

/** What a person says, or the agent itself passes on, is not an outsider's text: it is only noted. */
function outcomeFor(rule: InjectionRule, { role }: TextSurface): Outcome {
  return role === "prompt" || role === "argument" ? weaken(rule.outcome) : rule.outcome;
}

function weaken(outcome: Outcome): Outcome {
  return outcome === "allow" ? "allow" : "warn";
}
