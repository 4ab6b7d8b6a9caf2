import type { EgressRule } from "../../../model/egress-rule.ts";
import type { PathRule, RuleException, RuleMeta } from "../../../model/rule.ts";
import type { ToolRule } from "../../../model/tool-rule.ts";
import { matchGlob } from "../../glob.ts";
import { RuleError, RuleErrors } from "../source/rule-error.ts";
import type { BuiltRule } from "./built-rule.ts";
import type { BuiltException } from "./compile-exceptions.ts";
import type { CompiledSources } from "./compile-sources.ts";

/**
 * The rules, each with its exceptions. Those of rules that are not of this profile are left out.
 *
 * @throws RuleErrors at each exception of a rule that stops nothing, and at each that leaves nothing of its rule.
 */
export function attachExceptions(
  { rules, secrets, injection }: CompiledSources,
  exceptions: readonly BuiltException[],
): CompiledSources {
  if (exceptions.length === 0) return { rules, secrets, injection };
  const attach = <R extends RuleMeta>(rule: R): R => {
    const own = exceptions.filter((each) => each.rule === rule.id);
    return own.length === 0 ? rule : { ...rule, exceptions: own.map((each) => each.exception) };
  };
  const toAll = <R extends RuleMeta>(list: readonly BuiltRule<R>[]) =>
    list.map((built) => ({ ...built, rule: attach(built.rule) }));
  const { commands, paths, tools, egress, pii, permissions } = rules;
  const texts = [...secrets.flatMap(({ built }) => built), ...injection];
  refuseIdle([...Object.values(rules).flat(), ...texts], exceptions);
  refuseWhole(rules, exceptions);
  return {
    rules: {
      commands: toAll(commands),
      paths: toAll(paths),
      tools: toAll(tools),
      egress: toAll(egress),
      pii: toAll(pii),
      permissions,
    },
    secrets: secrets.map((file) => ({
      ...file,
      rules: file.rules.map(attach),
      built: toAll(file.built),
    })),
    injection: toAll(injection),
  };
}

function refuseIdle(
  rules: readonly BuiltRule<RuleMeta>[],
  exceptions: readonly BuiltException[],
): void {
  const allowing = new Set(
    rules.filter(({ rule }) => rule.outcome === "allow").map(({ rule }) => rule.id),
  );
  const errors = exceptions
    .filter(({ rule }) => allowing.has(rule))
    .map(({ rule, placeOf }) => {
      const problem = `rule: "${rule}" allows; an exception is for a rule that warns, asks or denies`;
      return new RuleError(placeOf(["rule"]), problem);
    });
  if (errors.length > 0) throw new RuleErrors(errors);
}

/** Without a scope, an exception that takes all of a rule is its end in disguise. */
function refuseWhole(
  { paths, tools, egress }: CompiledSources["rules"],
  exceptions: readonly BuiltException[],
): void {
  const errors = exceptions.flatMap((built) => {
    const { exception, rule: id, placeOf } = built;
    const isOwn = ({ rule }: BuiltRule<RuleMeta>) => rule.id === id;
    const whole =
      paths.filter(isOwn).some(({ rule }) => takesPaths(exception, rule)) ||
      tools.filter(isOwn).some(({ rule }) => takesTools(exception, rule)) ||
      egress.filter(isOwn).some(({ rule }) => takesHosts(exception, rule));
    if (!whole || exception.scope !== undefined) return [];
    const problem = `match: it is as wide as the rule: name less, give it a scope, or set the rule's mode`;
    return [new RuleError(placeOf(["match"]), problem)];
  });
  if (errors.length > 0) throw new RuleErrors(errors);
}

function takesPaths({ paths = [] }: RuleException, rule: PathRule): boolean {
  const takes = (own: string, glob: string) =>
    own === glob || (own.endsWith("/**") && glob.startsWith(own.slice(0, -2)));
  return rule.paths.every((glob) => paths.some((own) => takes(own, glob)));
}

function takesTools({ tools = [] }: RuleException, rule: ToolRule): boolean {
  return rule.tools.every((glob) => tools.some((own) => matchGlob(own, glob)));
}

function takesHosts({ hosts = [] }: RuleException, rule: EgressRule): boolean {
  return rule.hosts.every((glob) => hosts.some((own) => matchGlob(own, glob)));
}
