import type { Policy } from "../../model/policy.ts";
import type { SecretRule } from "../../model/rule.ts";
import type { SecretMatch } from "./scan-text.ts";
import { surenessOf } from "./secret-action.ts";

/** Overlapping matches: one stretch of text to mask, and the rules that matched in it. */
export interface MatchGroup {
  readonly start: number;
  readonly end: number;
  /** One match a rule, the rule that stands first in the rule file first. */
  readonly matches: readonly SecretMatch[];
}

/** Groups matches into disjoint stretches in the order of the text. */
export function groupMatches(matches: readonly SecretMatch[]): readonly MatchGroup[] {
  const order = new Map<SecretRule, number>();
  for (const { rule } of matches) if (!order.has(rule)) order.set(rule, order.size);
  const groups: { start: number; end: number; matches: SecretMatch[] }[] = [];
  for (const match of matches.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = groups.at(-1);
    if (last && match.start < last.end) {
      last.end = Math.max(last.end, match.end);
      if (!last.matches.some(({ rule }) => rule === match.rule)) last.matches.push(match);
    } else groups.push({ start: match.start, end: match.end, matches: [match] });
  }
  for (const group of groups) {
    group.matches.sort((a, b) => (order.get(a.rule) ?? 0) - (order.get(b.rule) ?? 0));
  }
  return groups;
}

/**
 * Folds everything past the bound into the last group, so that it is still masked: a bound on
 * findings must not become a way to show the rest.
 */
export function boundGroups(groups: readonly MatchGroup[], max: number): readonly MatchGroup[] {
  const tail = groups[max - 1];
  const end = groups.at(-1)?.end;
  if (groups.length <= max || !tail || end === undefined) return groups;
  const rest = groups.slice(max - 1).flatMap(({ matches }) => matches);
  const rules = new Map(rest.toReversed().map((match) => [match.rule, match]));
  return [...groups.slice(0, max - 1), { start: tail.start, end, matches: [...rules.values()] }];
}

/**
 * The matches worth telling: a later rule says nothing new when an earlier one, that the policy
 * treats alike, found the same. Alike, or adding a rule could turn a denial into less.
 */
export function dropShadowed(
  matches: readonly SecretMatch[],
  policy: Pick<Policy, "ruleModes" | "ruleEnforceFrom">,
): readonly SecretMatch[] {
  return matches.filter(
    ({ rule }, index) =>
      !matches.slice(0, index).some((earlier) => isTreatedAlike(earlier.rule, rule, policy)),
  );
}

function isTreatedAlike(
  a: SecretRule,
  b: SecretRule,
  { ruleModes, ruleEnforceFrom }: Pick<Policy, "ruleModes" | "ruleEnforceFrom">,
): boolean {
  return (
    a.outcome === b.outcome &&
    surenessOf(a) === surenessOf(b) &&
    a.maturity === b.maturity &&
    ruleModes[a.id] === ruleModes[b.id] &&
    ruleEnforceFrom[a.id] === ruleEnforceFrom[b.id]
  );
}
