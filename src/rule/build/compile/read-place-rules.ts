import { braceExpand } from "minimatch";
import type { EgressRule, PathRule, ToolRule } from "../../../model/rule.ts";
import { foldPath } from "../../match-path.ts";
import { collect } from "../source/collect-errors.ts";
import { type BuiltRule, type RuleFile, type RuleSetting, toBuilt } from "./built-rule.ts";
import { findHostMistake, findPathMistake, refuseGlobs } from "./glob-mistakes.ts";

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

export function readToolRules(file: RuleFile, { profile }: RuleSetting): BuiltRule<ToolRule>[] {
  return collect(
    file.document.tools.map((source, index) => () => {
      const built = toBuilt(file, { list: "tools", index, rule: source }, profile);
      return { ...built, rule: { ...built.rule, tools: source.tools, except: source.except } };
    }),
  );
}

export function readEgressRules(file: RuleFile, { profile }: RuleSetting): BuiltRule<EgressRule>[] {
  return collect(
    file.document.egress.map((source, index) => () => {
      const built = toBuilt(file, { list: "egress", index, rule: source }, profile);
      const { hosts: globs, except: others } = source;
      refuseGlobs({ hosts: globs, except: others }, findHostMistake, built.placeOf);
      const hosts = globs.flatMap((glob) => braceExpand(glob));
      const except = others.flatMap((glob) => braceExpand(glob));
      return { ...built, rule: { ...built.rule, hosts, except } };
    }),
  );
}
