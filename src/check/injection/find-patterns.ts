import type { InjectionRule } from "../../model/rule.ts";
import { toScanner } from "../secret/compile-regex.ts";
import { judgeContext, type MatchContext } from "./judge-context.ts";

/** A match of a rule's pattern. Offsets are UTF-16 units of the normalised text. */
export interface PatternMatch {
  readonly start: number;
  readonly end: number;
  readonly context: MatchContext;
}

/** Matches looked at before the strongest is taken: a text full of them is no clearer for more. */
const MAX_MATCHES = 50;

/** The rule's strongest match in a normalised text: the first that is not mere talk, if there is one. */
export function findPattern(rule: InjectionRule, text: string): PatternMatch | undefined {
  if (rule.keywords.length > 0 && !rule.keywords.some((word) => text.includes(word))) {
    return undefined;
  }
  let discussed: PatternMatch | undefined;
  for (const pattern of rule.patterns) {
    for (const match of firstMatches(toScanner(pattern), text)) {
      if (match.context === "direct") return match;
      if (match.context === "discussed") discussed ??= match;
    }
  }
  return discussed;
}

function firstMatches(scanner: RegExp, text: string): readonly PatternMatch[] {
  const matches: PatternMatch[] = [];
  let match = scanner.exec(text);
  while (match && matches.length < MAX_MATCHES) {
    const end = match.index + match[0].length;
    const context = judgeContext(text, match.index, end);
    matches.push({ start: match.index, end, context });
    if (context === "direct") break;
    if (match[0] === "") scanner.lastIndex += 1;
    match = scanner.exec(text);
  }
  return matches;
}
