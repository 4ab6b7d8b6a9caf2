import type { Surface, TextRole } from "../../../model/action.ts";
import type { RuleBundle } from "../../../model/bundle.ts";
import type { Check } from "../../../model/check.ts";
import type { Finding } from "../../../model/finding.ts";
import type { RuleMeta, SecretRule } from "../../../model/rule.ts";
import { toAbsolute } from "../../../action/paths.ts";
import { commandCheck } from "../../../check/command/command-check.ts";
import { egressCheck } from "../../../check/egress/egress-check.ts";
import { injectionCheck } from "../../../check/injection/injection-check.ts";
import { toolCheck } from "../../../check/mcp/tool-check.ts";
import { pathCheck } from "../../../check/path/path-check.ts";
import { piiCheck } from "../../../check/pii/pii-check.ts";
import { secretCheck } from "../../../check/secret/secret-check.ts";
import { indexRules } from "../../rule-index.ts";
import type { BuiltRule } from "../compile/built-rule.ts";
import type { BuiltException } from "../compile/compile-exceptions.ts";
import type { CompiledSources } from "../compile/compile-sources.ts";
import type { ExampleResult } from "./example-result.ts";
import {
  AT,
  commandSurfaces,
  MACHINE,
  pathSurfaces,
  PLACE,
  toolSurfaces,
  urlSurfaces,
} from "./example-surfaces.ts";
import { expandTemplate } from "./expand-template.ts";
import { toAction } from "./run-examples.ts";

/** A rule of which an exception is tried, with the bundle that has it as the only one of its kind. */
interface Trial {
  readonly rule: RuleMeta;
  readonly check: Check;
  readonly alone: RuleBundle;
  /** `undefined` where the rule has no text of its own to try the exception with. */
  readonly toSurfaces: (example: string) => readonly Surface[] | undefined;
}

/**
 * Holds every exception of a rule of this profile to its own examples, as if it held here and now: the rule alone
 * catches all of them; `allow` is what the exception lets pass, `deny` what it does not. For a rule over texts an
 * example is a path, and the rule's own first example is the text.
 */
export function runExceptionExamples(
  exceptions: readonly BuiltException[],
  compiled: CompiledSources,
  bundle: RuleBundle,
): ExampleResult[] {
  if (exceptions.length === 0) return [];
  const trials = new Map(listTrials(compiled, bundle).map((trial) => [trial.rule.id, trial]));
  return exceptions.flatMap((built) => {
    const trial = trials.get(built.rule);
    return trial === undefined ? [] : runOne(built, trial);
  });
}

function runOne({ exception, rule, source, placeOf }: BuiltException, trial: Trial) {
  return (["deny", "allow"] as const).flatMap((list) =>
    source.examples[list].map((example, nth): ExampleResult => {
      const result = { rule, list, example, place: placeOf(["examples", list, nth]) };
      const surfaces = trial.toSurfaces(example);
      if (surfaces === undefined) {
        return { ...result, problem: "cannot be tried: give the rule an example of its own" };
      }
      const findings = trial.check
        .inspect(toAction(surfaces), trial.alone, MACHINE)
        .filter((finding) => finding.rule === rule);
      const problem = problemOf(list, findings, exception.id);
      return problem === undefined ? result : { ...result, problem };
    }),
  );
}

function problemOf(
  list: "deny" | "allow",
  findings: readonly Finding[],
  id: string,
): string | undefined {
  if (findings.length === 0) return "is not caught by the rule even without the exception";
  const caught = findings.some(({ exception }) => exception === undefined);
  if (list === "deny") return caught ? undefined : `is let pass by the exception "${id}"`;
  if (caught) return `is still caught: the exception "${id}" does not hold for all of it`;
  const others = findings.flatMap(({ exception = id }) => (exception === id ? [] : [exception]));
  return others[0] === undefined
    ? undefined
    : `is let pass by the exception "${others[0]}" already`;
}

function listTrials({ rules, secrets, injection }: CompiledSources, bundle: RuleBundle): Trial[] {
  return [
    ...listPlaceTrials(rules, bundle),
    ...rules.pii.map((built): Trial => {
      const alone = { ...bundle, pii: [built.rule] };
      return { check: piiCheck, alone, ...toTextTrial(built, built.rule.roles) };
    }),
    ...injection.map((built): Trial => {
      const alone = { ...bundle, injection: [built.rule] };
      return { check: injectionCheck, alone, ...toTextTrial(built, built.rule.roles) };
    }),
    ...secrets.flatMap(({ built }) => built.map((each) => toSecretTrial(each, bundle))),
  ];
}

function listPlaceTrials(rules: CompiledSources["rules"], bundle: RuleBundle): Trial[] {
  return [
    ...rules.commands.map(({ rule }): Trial => {
      const alone = { ...bundle, commands: [rule], index: indexRules([rule], []) };
      return { rule, check: commandCheck, alone, toSurfaces: commandSurfaces };
    }),
    ...rules.paths.map(({ rule }): Trial => {
      const alone = { ...bundle, paths: [rule], index: indexRules([], [rule]) };
      return { rule, check: pathCheck, alone, toSurfaces: pathSurfaces };
    }),
    ...rules.tools.map(({ rule }): Trial => {
      const alone = { ...bundle, tools: [rule] };
      return { rule, check: toolCheck, alone, toSurfaces: toolSurfaces };
    }),
    ...rules.egress.map(({ rule }): Trial => {
      const alone = { ...bundle, egress: [rule] };
      return { rule, check: egressCheck, alone, toSurfaces: urlSurfaces };
    }),
  ];
}

function toSecretTrial(built: BuiltRule<SecretRule>, bundle: RuleBundle): Trial {
  // The example's path is the exception's, whatever file the rule is about.
  const rule = { ...built.rule, path: undefined };
  const secrets = { allowlists: bundle.secrets.allowlists, rules: [rule] };
  const roles = rule.roles ?? ["file"];
  return { check: secretCheck, alone: { ...bundle, secrets }, ...toTextTrial(built, roles) };
}

function toTextTrial(
  { rule, source }: BuiltRule<RuleMeta>,
  roles: readonly TextRole[],
): Pick<Trial, "rule" | "toSurfaces"> {
  const [template] = source.examples.deny;
  // What is read counts for every kind of rule; some look at other roles in some files only.
  const role = roles.includes("file") ? "file" : roles[0];
  if (template === undefined || role === undefined) return { rule, toSurfaces: () => undefined };
  const text = expandTemplate(template);
  return {
    rule,
    toSurfaces: (example) => [
      { kind: "text", role, text, path: toAbsolute(example, PLACE), at: AT },
    ],
  };
}
