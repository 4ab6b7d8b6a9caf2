import type { Location, TextSurface } from "../../model/action.ts";
import type { Check } from "../../model/check.ts";
import type { Finding, Outcome, Span } from "../../model/finding.ts";
import type { InjectionRule } from "../../model/rule.ts";
import { indexLines } from "../secret/line-index.ts";
import { findHiddenText, type HiddenStretch } from "./hidden-text.ts";
import { isObeyedFile } from "./obeyed-file.ts";
import { findInViews, makeViews, type ViewMatch, type Views } from "./read-views.ts";
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
  const matches = wanted.flatMap((rule) => {
    const match = rule.detector === "pattern" ? findInViews(rule, views) : undefined;
    return match ? [{ rule, match }] : [];
  });
  return [
    ...wanted
      .filter(({ detector }) => detector === "hidden-text")
      .flatMap((rule) => inspectHidden(surface, rule)),
    ...dropWeaker(matches).map((found) => toPatternFinding(found, surface, views)),
  ];
}

interface RuleMatch {
  readonly rule: InjectionRule;
  readonly match: ViewMatch;
}

/** A rule that only warns has nothing to add to one that denies and found the same words. */
function dropWeaker(matches: readonly RuleMatch[]): readonly RuleMatch[] {
  return matches.filter(
    ({ rule, match }) =>
      rule.outcome !== "warn" ||
      !matches.some(
        (other) =>
          other.rule.outcome !== "warn" &&
          other.match.view === match.view &&
          other.match.start < match.end &&
          match.start < other.match.end,
      ),
  );
}

function toPatternFinding({ rule, match }: RuleMatch, surface: TextSurface, views: Views): Finding {
  const view = views[match.view];
  const isPlain = match.view === "plain";
  const line = isPlain ? indexLines(view, surface.at).locate(match.start).line : undefined;
  const direct = match.context === "direct";
  return {
    rule: rule.id,
    check: "injection",
    severity: rule.severity,
    confidence: direct ? "high" : "medium",
    outcome: direct ? outcomeFor(rule, surface) : weaken(rule.outcome),
    at: { field: surface.at.field, ...(line === undefined ? {} : { line }) },
    why: match.view === "decoded" ? `${rule.why}, in encoded form` : rule.why,
    instead: rule.instead,
    evidence: { masked: showText(view.slice(match.start, match.end)) },
  };
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
    outcome: stretch.isDoubtful === true ? weaken(rule.outcome) : rule.outcome,
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
