import type { Location, TextSurface } from "../../model/action.ts";
import type { Check, Machine } from "../../model/check.ts";
import type { Finding } from "../../model/finding.ts";
import type { RuleBundle } from "../../model/bundle.ts";
import type { PiiRule } from "../../model/pii-rule.ts";
import { exceptionForText } from "../../rule/find-exception.ts";
import { toExcepted } from "../../rule/to-finding.ts";
import { indexLines } from "../secret/line-index.ts";
import { describePlace, inFile, outcomeIn } from "../text-place.ts";
import { findValues, type FoundValue } from "./find-values.ts";
import { findLandmarks } from "./landmarks.ts";
import { mayHoldPii } from "./may-hold-pii.ts";
import { withPlainSeparators } from "./plain-separators.ts";

/** Values told one by one of a rule in one text; the last of them takes in all that follow. */
export const MAX_STRETCHES = 20;
/** Findings of one rule that only observes: what nobody acts on must not crowd out the rest. */
export const MAX_OBSERVED = 8;

/** Personal data in every text of the action. */
export const piiCheck: Check = {
  name: "pii",
  inspect: (action, rules, machine) => {
    const texts = action.surfaces.filter((surface) => surface.kind === "text");
    const worth = texts.filter(({ text }) => mayHoldPii(text));
    // The rules are parsed when they are first asked for.
    if (worth.length === 0) return [];
    const { pii } = rules;
    return boundObserved(
      worth.flatMap((surface) => inspectText(surface, pii, machine)),
      rules,
    );
  },
};

function inspectText(
  surface: TextSurface,
  rules: readonly PiiRule[],
  machine: Machine,
): readonly Finding[] {
  const { role } = surface;
  const text = withPlainSeparators(surface.text);
  const marked = { text, marks: findLandmarks(text) };
  return rules
    .filter(({ roles }) => roles.includes(role))
    .flatMap((rule) => {
      const values = findValues(marked, rule);
      const exception = values.length > 0 ? exceptionForText(rule, surface, machine) : undefined;
      const findings = tellValues(values, rule, surface);
      // One finding an exception is enough for the record.
      return exception === undefined
        ? findings
        : findings.slice(0, 1).map((finding) => toExcepted(finding, exception));
    });
}

function tellValues(
  values: readonly FoundValue[],
  rule: PiiRule,
  surface: TextSurface,
): readonly Finding[] {
  const lines = indexLines(surface.text, surface.at);
  return boundValues(values).map((value) =>
    toFinding(value, rule, { surface, at: lines.locate(value.start) }),
  );
}

/** Folds everything past the bound into the last value, so that it is still masked. */
function boundValues(values: readonly FoundValue[]): readonly FoundValue[] {
  const last = values[MAX_STRETCHES - 1];
  if (values.length <= MAX_STRETCHES || !last) return values;
  const end = values.at(-1)?.end ?? last.end;
  return [...values.slice(0, MAX_STRETCHES - 1), { ...last, end }];
}

function boundObserved(findings: readonly Finding[], { policy }: RuleBundle): readonly Finding[] {
  const counts = new Map<string, number>();
  return findings.filter(({ rule }) => {
    const count = (counts.get(rule) ?? 0) + 1;
    counts.set(rule, count);
    return count <= MAX_OBSERVED || (policy.ruleModes[rule] ?? policy.mode) !== "observe";
  });
}

/** Where a value stands. */
interface Place {
  readonly surface: TextSurface;
  readonly at: Location;
}

function toFinding(value: FoundValue, rule: PiiRule, { surface, at }: Place): Finding {
  const { slot } = surface;
  const { start, end, plain } = value;
  const kind = rule.id.slice(rule.id.indexOf("/") + 1);
  return {
    rule: rule.id,
    check: "pii",
    severity: rule.severity,
    confidence: rule.validator === undefined ? "medium" : "high",
    outcome: outcomeIn(surface, rule.outcome),
    at,
    ...inFile(surface),
    why: `${rule.why} ${describePlace(surface)}`,
    instead: rule.instead,
    evidence: { masked: `${kind} …(${plain.length})`.slice(0, 80) },
    ...(slot ? { span: { slot, start, end, label: `[pii: ${kind}]` } } : {}),
  };
}
