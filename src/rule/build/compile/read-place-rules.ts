import { braceExpand } from "minimatch";
import type { EgressRule, PathRule, ToolRule } from "../../../model/rule.ts";
import { foldPath } from "../../match-path.ts";
import { collect } from "../source/collect-errors.ts";
import { type BuiltRule, type RuleFile, type RuleSetting, toBuilt } from "./built-rule.ts";

export function readPathRules(file: RuleFile, { profile }: RuleSetting): BuiltRule<PathRule>[] {
  return collect(
    file.document.paths.map((source, index) => () => {
      const built = toBuilt(file, { list: "paths", index, rule: source }, profile);
      const paths = source.paths.flatMap((glob) => braceExpand(glob)).map(foldPath);
      const except = source.except.flatMap((glob) => braceExpand(glob)).map(foldPath);
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
      const hosts = source.hosts.flatMap((glob) => braceExpand(glob));
      const except = source.except.flatMap((glob) => braceExpand(glob));
      return { ...built, rule: { ...built.rule, hosts, except } };
    }),
  );
}
