import type { InjectionRule } from "../../model/rule.ts";
import { toScanner } from "../secret/compile-regex.ts";
import { makeContextJudge, type ContextJudge, type MatchContext } from "./judge-context.ts";

/** A match of a rule's pattern. Offsets are UTF-16 units of the normalised text. */
export interface PatternMatch {
  readonly start: number;
  readonly end: number;
  readonly context: MatchContext;
}

/** A text up to this long is searched whole; of a longer one, what stands around the keywords. */
const WHOLE_UNITS = 4096;
/** More than any match reaches from a keyword in it. */
const REACH = 640;
/** A keyword as near to the last one is in its stretch, with most of what may follow it. */
const STRIDE = 128;

/**
 * The rule's strongest match in a normalised text: the first that is not mere talk, if there is one.
 * @param judge when not the words around a match alone decide.
 */
export function findPattern(
  rule: InjectionRule,
  text: string,
  judge = makeContextJudge(text),
): PatternMatch | undefined {
  let discussed: PatternMatch | undefined;
  const { beside } = rule;
  for (const { start, end } of stretchesOf(rule, text)) {
    const stretch = { text: text.slice(start, end), start, judge };
    if (beside !== undefined && !beside.some((word) => stretch.text.includes(word))) continue;
    for (const pattern of rule.patterns) {
      const strongest = findStrongest(toScanner(pattern), stretch);
      if (strongest?.context === "direct") return strongest;
      discussed ??= strongest;
    }
  }
  return discussed;
}

/** A piece of the text, and where it stands there. */
interface Stretch {
  readonly text: string;
  readonly start: number;
  readonly judge: ContextJudge;
}

interface Bounds {
  readonly start: number;
  readonly end: number;
}

function stretchesOf({ keywords }: InjectionRule, text: string): readonly Bounds[] {
  const whole = { start: 0, end: text.length };
  if (keywords.length === 0) return [whole];
  if (text.length <= WHOLE_UNITS)
    return keywords.some((word) => text.includes(word)) ? [whole] : [];
  const stretches: { start: number; end: number }[] = [];
  for (const at of placesOf(keywords, text)) {
    const last = stretches.at(-1);
    if (last && at - REACH <= last.end) last.end = at + REACH;
    else stretches.push({ start: startOfLine(text, at - REACH), end: at + REACH });
  }
  return stretches;
}

const searchers = new WeakMap<readonly string[], RegExp>();

/** One search for all keywords: some rules have two hundred, and a text may have a hundred thousand units. */
function placesOf(keywords: readonly string[], text: string): readonly number[] {
  let searcher = searchers.get(keywords);
  if (!searcher) {
    const escaped = keywords.map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
    searcher = new RegExp(escaped.join("|"), "g");
    searchers.set(keywords, searcher);
  }
  searcher.lastIndex = 0;
  const places: number[] = [];
  for (let found = searcher.exec(text); found; found = searcher.exec(text)) {
    places.push(found.index);
    searcher.lastIndex = found.index + STRIDE;
  }
  return places;
}

/** So that what a pattern takes for the start of the text is the start of a line, where there are lines. */
function startOfLine(text: string, at: number): number {
  if (at <= 0) return 0;
  const line = text.lastIndexOf("\n", at);
  return at - line < REACH ? Math.max(0, line) : at;
}

/** Goes on past any number of quoted examples: they may be there to tire the search. */
function findStrongest(scanner: RegExp, { text, start, judge }: Stretch): PatternMatch | undefined {
  let discussed: PatternMatch | undefined;
  for (let match = scanner.exec(text); match; match = scanner.exec(text)) {
    if (match[0] === "") scanner.lastIndex += 1;
    const from = start + match.index;
    const to = from + match[0].length;
    const context = judge(from, to);
    if (context === "direct") return { start: from, end: to, context };
    discussed ??= { start: from, end: to, context };
  }
  return discussed;
}
