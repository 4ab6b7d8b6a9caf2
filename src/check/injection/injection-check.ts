import type { Location, TextSurface } from "../../model/action.ts";
import type { Check, Machine } from "../../model/check.ts";
import type { Finding, Outcome, Span } from "../../model/finding.ts";
import type { Policy } from "../../model/policy.ts";
import type { RuleBundle } from "../../model/bundle.ts";
import type { InjectionRule } from "../../model/rule.ts";
import { setAside, tellExcepted } from "../excepted-texts.ts";
import { indexLines } from "../secret/line-index.ts";
import { findHiddenText, type HiddenStretch } from "./hidden-text.ts";
import { type Classification, classify } from "./classifier/classify.ts";
import { isObeyedFile } from "./obeyed-file.ts";
import { findInViews, makeViews, type ViewMatch, type Views } from "./read-views.ts";
import { showText } from "./show-text.ts";

/** Hidden stretches told one by one in one text; the last of them takes in all that follow. */
const MAX_STRETCHES = 20;

/** Looks for instructions in texts that the agent is about to read or is being given. */
export const injectionCheck: Check = {
  name: "injection",
  inspect: (action, rules, machine) =>
    action.surfaces.flatMap((surface) =>
      surface.kind === "text" && isReadAsInstruction(surface)
        ? inspectText(surface, rules, machine)
        : [],
    ),
};

/** What is written counts only where an agent will obey it; what runs is for the command check. */
function isReadAsInstruction({ role, path }: TextSurface): boolean {
  if (role === "written") return path !== undefined && isObeyedFile(path);
  return role !== "command";
}

function inspectText(
  surface: TextSurface,
  bundle: RuleBundle,
  machine: Machine,
): readonly Finding[] {
  const { policy } = bundle;
  const wanted = bundle.injection.filter(({ roles }) => roles.includes(surface.role));
  const views = makeViews(surface.text);
  const patterns = wanted.flatMap((rule) => {
    const match = rule.detector === "pattern" ? findInViews(rule, views) : undefined;
    return match ? [{ rule, match }] : [];
  });
  const known = { views, matches: patterns.map(({ match }) => match) };
  const { reached, scoreIn } = classify(wanted, known, bundle.classifier);
  const matches = [...doubt(patterns, scoreIn), ...reached];
  const hidden = wanted.flatMap((rule) =>
    rule.detector === "hidden-text" ? inspectHidden(surface, rule) : [],
  );
  const tell = (found: RuleMatch) => toPatternFinding(found, surface, views);
  const shown = setAside(matches, surface, { machine });
  const concealed = setAside(hidden, surface, { machine });
  return [
    ...concealed.judged.map(({ finding }) => finding),
    ...tellExcepted(concealed.excepted, ({ finding }) => finding),
    ...dropWeaker(shown.judged, policy).map(tell),
    ...tellExcepted(shown.excepted, tell),
  ];
}

/**
 * In a text that the classifier takes for nothing of the kind, the words of an order are talk of one, as in a test
 * or a manual; what is talk anyway, or worth no more than a warning, is not told. What is encoded is never doubted.
 */
function doubt(
  patterns: readonly RuleMatch[],
  scoreIn: Classification["scoreIn"],
): readonly RuleMatch[] {
  return patterns.flatMap((found) => {
    const { rule, match } = found;
    const { doubtedBelow } = rule;
    if (doubtedBelow === undefined || match.view === "decoded" || match.view === "layered")
      return [found];
    if (scoreIn(match.view) >= doubtedBelow) return [found];
    return match.context === "direct" && rule.outcome !== "warn"
      ? [{ ...found, match: { ...match, context: "discussed" } }]
      : [];
  });
}

interface RuleMatch {
  readonly rule: InjectionRule;
  readonly match: ViewMatch;
  /** Of the classifier. */
  readonly score?: number;
}

/** A rule that only warns has nothing to add to one that denies, as firmly, and found the same words. */
function dropWeaker(matches: readonly RuleMatch[], policy: Policy): readonly RuleMatch[] {
  return matches.filter(
    ({ rule, match }) =>
      rule.outcome !== "warn" ||
      !matches.some(
        (other) =>
          other.rule.outcome !== "warn" &&
          isTreatedAlike(other.rule, rule, policy) &&
          other.match.view === match.view &&
          other.match.start < match.end &&
          match.start < other.match.end,
      ),
  );
}

function isTreatedAlike(a: InjectionRule, b: InjectionRule, policy: Policy): boolean {
  const { ruleModes, ruleEnforceFrom } = policy;
  return ruleModes[a.id] === ruleModes[b.id] && ruleEnforceFrom[a.id] === ruleEnforceFrom[b.id];
}

function toPatternFinding(found: RuleMatch, surface: TextSurface, views: Views): Finding {
  const { rule, match, score } = found;
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
    why:
      match.view === "decoded" || match.view === "layered"
        ? `${rule.why}, in encoded form`
        : rule.why,
    instead: rule.instead,
    evidence: { masked: showText(view.slice(match.start, match.end)) },
    ...(score === undefined ? {} : { score: Math.round(score * 1e4) / 1e4 }),
  };
}

interface HiddenMatch {
  readonly rule: InjectionRule;
  readonly finding: Finding;
}

function inspectHidden(surface: TextSurface, rule: InjectionRule): readonly HiddenMatch[] {
  const stretches = boundStretches(findHiddenText(surface.text));
  const lines = indexLines(surface.text, surface.at);
  return stretches.map((stretch) => {
    const at = lines.locate(stretch.start);
    return { rule, finding: toHiddenFinding(rule, stretch, { surface, at }) };
  });
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
