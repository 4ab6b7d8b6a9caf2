import type { InjectionRule } from "../../model/rule.ts";
import { toScanner } from "../secret/compile-regex.ts";
import { judgeContext, type MatchContext } from "./judge-context.ts";

/** A match of a rule's pattern. Offsets are UTF-16 units of the normalised text. */
export interface PatternMatch {
  readonly start: number;
  readonly end: number;
  readonly context: MatchContext;
}

/** The rule's strongest match in a normalised text: the first that is not mere talk, if there is one. */
export function findPattern(rule: InjectionRule, text: string): PatternMatch | undefined {
  if (rule.keywords.length > 0 && !rule.keywords.some((word) => text.includes(word))) {
    return undefined;
  }
  let discussed: PatternMatch | undefined;
  for (const pattern of rule.patterns) {
    const strongest = findStrongest(toScanner(pattern), text);
    if (strongest?.context === "direct") return strongest;
    discussed ??= strongest;
  }
  return discussed;
}

/** Goes on past any number of quoted examples: they may be there to tire the search. */
function findStrongest(scanner: RegExp, text: string): PatternMatch | undefined {
  let discussed: PatternMatch | undefined;
  for (let match = scanner.exec(text); match; match = scanner.exec(text)) {
    if (match[0] === "") scanner.lastIndex += 1;
    const end = match.index + match[0].length;
    const context = judgeContext(text, match.index, end);
    if (context === "direct") return { start: match.index, end, context };
    if (context === "discussed") discussed ??= { start: match.index, end, context };
  }
  return discussed;
}
