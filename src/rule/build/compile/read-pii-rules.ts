import { MIN_DIGITS } from "../../../check/pii/may-hold-pii.ts";
import { plainValue } from "../../../check/pii/plain-value.ts";
import type { PiiPattern, PiiRule } from "../../../model/pii-rule.ts";
import { Re2Error } from "../re2/ast.ts";
import { parseRe2 } from "../re2/parse.ts";
import { translateRe2 } from "../re2/translate.ts";
import { collect } from "../source/collect-errors.ts";
import { RuleError, type RulePlace } from "../source/rule-error.ts";
import { anchorOf, countAts, countDigits } from "./anchor-of.ts";
import { type BuiltRule, type RuleFile, type RuleSetting, toBuilt } from "./built-rule.ts";

/** @throws RuleErrors at each pattern that is no pattern, or that could match what is never looked at. */
export function readPiiRules(file: RuleFile, { profile }: RuleSetting): BuiltRule<PiiRule>[] {
  return collect(
    file.document.pii.map((source, index) => () => {
      const built = toBuilt(file, { list: "pii", index, rule: source }, profile);
      const patterns = collect(
        source.patterns.map(
          (pattern, nth) => () => compilePattern(pattern, built.placeOf(["patterns", nth])),
        ),
      );
      const { validator, context_within: contextWithin, roles } = source;
      const context = source.context.flatMap(spellings);
      const except = source.except.map(plainValue);
      const own = { patterns, context, contextWithin, roles, except };
      return {
        ...built,
        rule: { ...built.rule, ...own, ...(validator === undefined ? {} : { validator }) },
      };
    }),
  );
}

/** The words of a phrase as prose, a key of a file, a flag and an identifier have them. */
function spellings(phrase: string): readonly string[] {
  const words = phrase.split(/[ _-]/);
  return [...new Set([" ", "_", "-", ""].map((joint) => words.join(joint)))];
}

function compilePattern(pattern: string, place: RulePlace): PiiPattern {
  try {
    const { regex } = translateRe2(pattern);
    const node = parseRe2(pattern);
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
