import type { CompiledRegex, PiiRule } from "../../../model/rule.ts";
import { Re2Error } from "../re2/ast.ts";
import { translateRe2 } from "../re2/translate.ts";
import { collect } from "../source/collect-errors.ts";
import { RuleError, type RulePlace } from "../source/rule-error.ts";
import { type BuiltRule, type RuleFile, type RuleSetting, toBuilt } from "./built-rule.ts";

/** @throws RuleErrors at each pattern that is no pattern. */
export function readPiiRules(file: RuleFile, { profile }: RuleSetting): BuiltRule<PiiRule>[] {
  return collect(
    file.document.pii.map((source, index) => () => {
      const built = toBuilt(file, { list: "pii", index }, source, profile);
      const patterns = source.patterns.map((pattern, nth) =>
        compileRegex(pattern, built.placeOf(["patterns", nth])),
      );
      const { validator, context, roles, except } = source;
      const own = { patterns, context, roles, except: except.map(plain) };
      return {
        ...built,
        rule: { ...built.rule, ...own, ...(validator === undefined ? {} : { validator }) },
      };
    }),
  );
}

function compileRegex(pattern: string, place: RulePlace): CompiledRegex {
  try {
    return translateRe2(pattern).regex;
  } catch (error) {
    if (!(error instanceof Re2Error)) throw error;
    throw new RuleError(place, `pattern: ${error.message}`);
  }
}

function plain(value: string): string {
  return value.replaceAll(/[\s-]/g, "").toLowerCase();
}
