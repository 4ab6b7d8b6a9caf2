import type { Location, TextSurface } from "../../model/action.ts";
import type { Check } from "../../model/check.ts";
import type { Finding, Outcome } from "../../model/finding.ts";
import type { RuleBundle } from "../../model/rule.ts";
import { decodeRuns, originOf } from "./decode-runs.ts";
import { boundGroups, dropShadowed, groupMatches, type MatchGroup } from "./group-matches.ts";
import { indexLines } from "./line-index.ts";
import { isAboutPathAlone, scanText, type SecretMatch } from "./scan-text.ts";
import { mayMatch } from "./select-rules.ts";

/** Stretches told one by one in one text; the last of them takes in all that follow. */
export const MAX_STRETCHES = 100;

/** Looks for secrets in every text of the action: what is written, run, said, passed on or read. */
export const secretCheck: Check = {
  name: "secret",
  inspect: (action, rules) =>
    action.surfaces.flatMap((surface) =>
      surface.kind === "text" ? inspectText(surface, rules) : [],
    ),
};

function inspectText(surface: TextSurface, rules: RuleBundle): readonly Finding[] {
  const { policy } = rules;
  const matches = [...scanPlain(surface, rules), ...scanDecoded(surface, rules)];
  if (matches.length === 0) return [];
  const lines = indexLines(surface.text, surface.at);
  return boundGroups(groupMatches(matches), MAX_STRETCHES).flatMap((group) => {
    const at = lines.locate(group.start);
    return dropShadowed(group.matches, policy.ruleModes).map((match) =>
      toFinding(match, group, { surface, at }),
    );
  });
}

function scanPlain(surface: TextSurface, rules: RuleBundle): readonly SecretMatch[] {
  if (!mayMatch(surface.text, rules.secretKeywords)) return [];
  return scanText(surface.text, surface.path, rules.secrets);
}

/** Matches in what the text holds in encoded form, moved to where the encoded form stands. */
function scanDecoded(surface: TextSurface, rules: RuleBundle): readonly SecretMatch[] {
  const decoded = decodeRuns(surface.text);
  if (decoded.runs.length === 0 || !mayMatch(decoded.text, rules.secretKeywords)) return [];
  // A rule without keywords would look for shapes in what is mostly noise.
  const useful = rules.secrets.rules.filter(
    (rule) => rule.keywords.length > 0 && !isAboutPathAlone(rule),
  );
  const matches = scanText(decoded.text, surface.path, { ...rules.secrets, rules: useful });
  return matches.map(({ rule, start, end, masked }) => {
    const origin = originOf(decoded, start, end);
    return { rule, masked, start: origin.start, end: origin.end };
  });
}

/** Where a group of matches stands. */
interface Place {
  readonly surface: TextSurface;
  readonly at: Location;
}

function toFinding(match: SecretMatch, group: MatchGroup, { surface, at }: Place): Finding {
  const { rule } = match;
  const { slot } = surface;
  const label = `[secret: ${rule.id.slice(rule.id.indexOf("/") + 1)}]`;
  return {
    rule: rule.id,
    check: "secret",
    severity: rule.severity,
    confidence: (rule.prefixes ?? []).length > 0 ? "high" : "medium",
    outcome: outcomeOf(rule.outcome, surface),
    at,
    why: `${rule.why} ${describePlace(surface)}`,
    instead: rule.instead,
    evidence: { masked: match.masked },
    ...(slot && group.end > group.start
      ? { span: { slot, start: group.start, end: group.end, label } }
      : {}),
  };
}

/** A secret in a tool's output is masked there, so it need not stop anything. */
function outcomeOf(wanted: Outcome, surface: TextSurface): Outcome {
  const canMask = surface.role === "output" && surface.slot !== undefined;
  return canMask && wanted !== "allow" ? "warn" : wanted;
}

function describePlace(surface: TextSurface): string {
  switch (surface.role) {
    case "written":
      return "in what would be written";
    case "command":
      return "in the command";
    case "prompt":
      return "in the prompt";
    case "argument":
      return "in an argument of the tool";
    case "file":
      return "in the file to be read";
    case "output":
      return "in the tool's output";
  }
}
