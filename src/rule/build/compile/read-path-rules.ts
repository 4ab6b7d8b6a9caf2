import { braceExpand } from "minimatch";
import type { PathRule } from "../../../model/rule.ts";
import { foldPath } from "../../match-path.ts";
import { collect } from "../source/collect-errors.ts";
import { type BuiltRule, type RuleFile, type RuleSetting, toBuilt } from "./built-rule.ts";
import { findPathMistake, refuseGlobs } from "./glob-mistakes.ts";

export function readPathRules(file: RuleFile, { profile }: RuleSetting): BuiltRule<PathRule>[] {
  return collect(
    file.document.paths.map((source, index) => () => {
      const built = toBuilt(file, { list: "paths", index, rule: source }, profile);
      const { paths: globs, except: others } = source;
      refuseGlobs({ paths: globs, except: others }, findPathMistake, built.placeOf);
      const paths = globs.flatMap((glob) => braceExpand(glob)).map(foldPath);
      const except = others.flatMap((glob) => braceExpand(glob)).map(foldPath);
      return { ...built, rule: { ...built.rule, access: source.access, paths, except } };
    }),
  );
}
