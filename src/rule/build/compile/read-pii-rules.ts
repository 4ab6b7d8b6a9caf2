import { MIN_DIGITS } from "../../../check/pii/may-hold-pii.ts";
import { plainValue } from "../../../check/pii/plain-value.ts";
import type { PiiPattern, PiiRule } from "../../../model/pii-rule.ts";
import type { Profile } from "../../../model/policy.ts";
import type { PiiSource } from "../schema/pii.ts";
import { longestMatch, looksAtEdges } from "../re2/count.ts";
import { Re2Error, type Re2Node } from "../re2/ast.ts";
import { parseRe2 } from "../re2/parse.ts";
import { translateRe2 } from "../re2/translate.ts";
import { collect } from "../source/collect-errors.ts";
import { RuleError, type RulePlace } from "../source/rule-error.ts";
import { anchorOf, countAts, countDigits } from "./anchor-of.ts";
import { toActions } from "./read-pii-policy.ts";
import { type BuiltRule, type RuleFile, type RuleSetting, toBuilt } from "./built-rule.ts";

/** @throws RuleErrors at each pattern that is no pattern, or that could match what is never looked at. */
export function readPiiRules(file: RuleFile, { profile }: RuleSetting): BuiltRule<PiiRule>[] {
  return collect(
    file.document.pii.map((source, index) => () => {
      const built = toBuilt(file, { list: "pii", index, rule: source }, profile);
      const { keywords, context_within: contextWithin, roles } = source;
      const near = keywords && { keywords, within: contextWithin };
      const patterns = collect(
        source.patterns.map(
          (pattern, nth) => () => compilePattern(pattern, built.placeOf(["patterns", nth]), near),
        ),
      );
      const context = source.context.flatMap(spellings);
      const except = source.except.map(plainValue);
      const own = { patterns, context, contextWithin, roles, except };
      return { ...built, rule: { ...built.rule, ...own, ...optional(source, profile) } };
    }),
  );
}

/** What not every rule has. */
function optional(
  { validator, keywords, actions }: PiiSource,
  profile: Profile,
): Pick<PiiRule, "validator" | "keywords" | "actions"> {
  const resolved = actions && toActions([actions], profile);
  return {
    ...(validator === undefined ? {} : { validator }),
    ...(keywords === undefined ? {} : { keywords }),
    ...(resolved === undefined ? {} : { actions: resolved }),
  };
}

/** The words of a phrase as prose, a key of a file, a flag and an identifier have them. */
function spellings(phrase: string): readonly string[] {
  const words = phrase.split(/[ _-]/);
  return [...new Set([" ", "_", "-", ""].map((joint) => words.join(joint)))];
}

/** Words near which alone a rule looks, and how near, in UTF-16 units. */
interface Near {
  readonly keywords: readonly string[];
  readonly within: number;
}

function compilePattern(pattern: string, place: RulePlace, near: Near | undefined): PiiPattern {
  try {
    const { regex } = translateRe2(pattern);
    const node = parseRe2(pattern);
    if (near) return { ...regex, ...keywordAnchor(near, node) };
    const anchor = anchorOf(node);
    if (countAts(node) > 0 || countDigits(node) >= MIN_DIGITS)
      return anchor === undefined ? regex : { ...regex, anchor };
  } catch (error) {
    if (!(error instanceof Re2Error)) throw error;
    throw new RuleError(place, `pattern: ${error.message}`);
  }
  const problem = `pattern: must ask for ${MIN_DIGITS} digits or an @, because other texts are not looked at`;
  throw new RuleError(place, `${problem}; write [0-9] for each digit that is always there`);
}

/** A match reaches from a keyword, or from what is near it, as far as it is long. */
function keywordAnchor({ keywords, within }: Near, node: Re2Node): Pick<PiiPattern, "anchor"> {
  const word = Math.max(...keywords.map(({ length }) => length));
  const reach = longestMatch(node) + within + word;
  // Without a bound, and where edges count, the whole text is searched, once a keyword is there.
  if (!Number.isFinite(reach) || looksAtEdges(node)) return {};
  return { anchor: { of: "keyword", count: 1, within: reach } };
}
