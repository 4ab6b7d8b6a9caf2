import type { TextSurface } from "../../model/action.ts";
import type { Check, Machine } from "../../model/check.ts";
import type { Finding } from "../../model/finding.ts";
import type { PiiRule } from "../../model/pii-rule.ts";
import { exceptionForText } from "../../rule/find-exception.ts";
import { toExcepted } from "../../rule/to-finding.ts";
import { boundObserved } from "./bound-observed.ts";
import { findValues, type FoundValue, type MarkedText } from "./find-values.ts";
import { findLandmarks, toLower } from "./landmarks.ts";
import { mayHoldPii } from "./may-hold-pii.ts";
import type { PiiSetting } from "./pii-action.ts";
import { withPlainSeparators } from "./plain-separators.ts";
import { type Surrounding, surroundingOf } from "./surrounding.ts";
import { tellValues } from "./tell-values.ts";
import { wordFinder, wordsOf } from "./word-finder.ts";

/** Personal data in every text of the action. */
export const piiCheck: Check = {
  name: "pii",
  inspect: (action, rules, machine) => {
    const { piiKeywords = [], policy } = rules;
    const texts = action.surfaces.filter((surface) => surface.kind === "text");
    const worth = texts.filter((surface) => isWorthwhile(surface, piiKeywords));
    // The rules are parsed when they are first asked for.
    if (worth.length === 0) return [];
    const call = action.surfaces.find((surface) => surface.kind === "tool");
    const { pii } = rules;
    const setting = { policy, tool: call?.tool, words: wordsOf(pii) };
    return boundObserved(
      worth.flatMap((surface) => inspectText(surface, pii, { ...setting, machine })),
      policy,
    );
  },
};

function isWorthwhile(surface: TextSurface, keywords: readonly string[]): boolean {
  const { text, around } = surface;
  if (mayHoldPii(text, keywords)) return true;
  return around !== undefined && mayHoldPii(around.before + text + around.after, keywords);
}

function inspectText(
  surface: TextSurface,
  rules: readonly PiiRule[],
  setting: PiiSetting & { readonly machine: Machine; readonly words: () => ReadonlySet<string> },
): readonly Finding[] {
  const { role } = surface;
  const beside = surroundingOf(surface);
  const marked = markText(beside.before + surface.text + beside.after, setting.words);
  return rules
    .filter(({ roles }) => roles.includes(role))
    .flatMap((rule) => {
      const values = withinText(findValues(marked, rule), surface, beside);
      if (values.length === 0) return [];
      const exception = exceptionForText(rule, surface, setting.machine);
      const findings = tellValues(values, rule, { surface, setting });
      // One finding an exception is enough for the record.
      return exception === undefined
        ? findings
        : findings.slice(0, 1).map((finding) => toExcepted(finding, exception));
    });
}

function markText(text: string, words: () => ReadonlySet<string>): MarkedText {
  const plain = withPlainSeparators(text);
  const lower = toLower(plain);
  return {
    text: plain,
    lower,
    marks: findLandmarks(plain),
    has: wordFinder(lower, words),
  };
}

/** The values, or what of each stands in the text itself. What was there before is nobody's doing now. */
function withinText(
  values: readonly FoundValue[],
  { text }: TextSurface,
  { before }: Surrounding,
): readonly FoundValue[] {
  const shift = before.length;
  return values.flatMap((value) => {
    const start = Math.max(0, value.start - shift);
    const end = Math.min(text.length, value.end - shift);
    return start < end ? [{ ...value, start, end }] : [];
  });
}
