import { type Finding, type Span, spansOf } from "../../model/finding.ts";
import type { Policy } from "../../model/policy.ts";

/** Findings of one rule that only go on the record: what nobody acts on must not crowd out the rest. */
export const MAX_OBSERVED = 8;

/** What is kept of one rule's findings. */
interface Kept {
  readonly findings: Finding[];
  readonly fields: Set<string>;
  readonly more: Span[];
}

/**
 * The findings without most of those that only go on the record. The last that is kept of a rule tells of the places of
 * the others in what the tool is called with, for the record is masked by them.
 */
export function boundObserved(
  findings: readonly Finding[],
  policy: Pick<Policy, "mode" | "ruleModes">,
): readonly Finding[] {
  const acted: Finding[] = [];
  const observed = new Map<string, Kept>();
  for (const finding of findings) {
    const isObserved = (policy.ruleModes[finding.rule] ?? policy.mode) === "observe";
    if (isObserved || finding.outcome === "allow") keep(finding, observed);
    else acted.push(finding);
  }
  return [...acted, ...[...observed.values()].flatMap(withMore)];
}

function keep(finding: Finding, observed: Map<string, Kept>): void {
  const kept = observed.get(finding.rule) ?? { findings: [], fields: new Set(), more: [] };
  observed.set(finding.rule, kept);
  const { field } = finding.at;
  // Without a place the whole field is kept out of the record, and one finding says so.
  const isNews = finding.span === undefined && !kept.fields.has(field);
  if (kept.findings.length >= MAX_OBSERVED && !isNews) {
    kept.more.push(...spansOf(finding).filter(({ slot }) => slot[0] !== "tool_response"));
    return;
  }
  kept.findings.push(finding);
  if (finding.span === undefined) kept.fields.add(field);
}

function withMore({ findings, more }: Kept): readonly Finding[] {
  const last = findings.at(-1);
  if (last === undefined || more.length === 0) return findings;
  return [...findings.slice(0, -1), { ...last, more: [...(last.more ?? []), ...more] }];
}
