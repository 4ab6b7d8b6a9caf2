import type { CommandRule } from "../../../model/rule.ts";
import { collect } from "../source/collect-errors.ts";
import { refuseWildAllow } from "./allow-rules.ts";
import { type BuiltRule, type RuleFile, type RuleSetting, toBuilt } from "./built-rule.ts";
import { compilePattern } from "./compile-pattern.ts";

/** @throws RuleErrors at each pattern that is no pattern. */
export function readCommandRules(file: RuleFile, setting: RuleSetting): BuiltRule<CommandRule>[] {
  return collect(
    file.document.commands.map((source, index) => () => {
      const built = toBuilt(file, { list: "commands", index, rule: source }, setting.profile);
      refuseWildAllow(source, built.placeOf);
      const patterns = source.patterns.flatMap((pattern, nth) =>
        compilePattern(pattern, {
          programs: setting.programs,
          place: built.placeOf(["patterns", nth]),
        }),
      );
      return { ...built, rule: { ...built.rule, patterns } };
    }),
  );
}
