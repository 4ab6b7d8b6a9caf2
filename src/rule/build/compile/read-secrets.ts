import type { SecretRule, SecretRules } from "../../../model/rule.ts";
import { type SecretFile, type SecretFileRule, toolgateDefaults } from "../schema/secret.ts";
import { findUnknownClass } from "../examples/expand-template.ts";
import { collect } from "../source/collect-errors.ts";
import { nearest } from "../source/nearest.ts";
import { readSecretFile } from "../source/read-secret-file.ts";
import type { SourceFile } from "../source/read-sources.ts";
import { RuleError, RuleErrors } from "../source/rule-error.ts";
import { type BuiltRule, refuseIdle } from "./built-rule.ts";
import {
  compileAllowlist,
  compileSecretRule,
  SecretRuleProblem,
  type PlacedAllowlist,
} from "./compile-secret-rule.ts";

/** The compiled rules of one file, and each of them with its examples and its place. */
export interface BuiltSecrets extends SecretRules {
  /** The rules that report nothing, which only others refer to, too. */
  readonly built: readonly BuiltRule<SecretRule>[];
}

/**
 * Reads and compiles secret rules in the gitleaks configuration format.
 * @param file the name that errors show.
 * @throws RuleError or RuleErrors with file, line and column for what does not parse, is not known, or
 * could take V8 time exponential in the text.
 */
export function readSecrets(text: string, file: string): BuiltSecrets {
  return compileSecrets(readSecretFile({ text, file }));
}

/** @throws RuleErrors at each rule and allowlist that does not compile. */
export function compileSecrets({ source, document }: SourceFile<SecretFile>): BuiltSecrets {
  const lists = globalAllowlists(document);
  refuseUnknownTargets(lists, { source, document });
  const compile = <T>(work: () => T) => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof SecretRuleProblem)) throw error;
      throw new RuleError(source.placeOf(error.path), error.message);
    }
  };
  const toBuilt = (rule: SecretFileRule, index: number): BuiltRule<SecretRule> => {
    const placeOf = (path: readonly PropertyKey[]) =>
      source.placeOf(["rules", index, ...inTable(path)]);
    // A place within an inline table cannot be told.
    refuseUnknownClasses(rule, placeOf);
    refuseIdle(rule.toolgate ?? toolgateDefaults, (path) => placeOf(path.slice(0, 1)));
    const targeted = lists.filter(({ list }) => list.targetRules.includes(rule.id));
    const compiled = compileSecretRule(rule, ["rules", index], targeted);
    return { rule: compiled, source: sourceOf(rule), placeOf };
  };
  const everywhere = lists.filter(({ list }) => list.targetRules.length === 0);
  const allowlists = collect(everywhere.map((list) => () => compile(() => compileAllowlist(list))));
  const each = collect(
    document.rules.map((rule, index) => () => {
      return { rule, built: compile(() => toBuilt(rule, index)) };
    }),
  );
  return { ...joinRequired(lastOfEach(each)), allowlists: allowlists.flat() };
}

/** A compiled rule beside its source. */
interface CompiledRule {
  readonly rule: SecretFileRule;
  readonly built: BuiltRule<SecretRule>;
}

function joinRequired(alone: readonly CompiledRule[]): Pick<BuiltSecrets, "rules" | "built"> {
  const compiled = new Map(alone.map(({ rule, built }) => [rule.id, built.rule]));
  const all = alone.flatMap(({ rule, built }) => {
    const whole = withRequired(built.rule, rule.required, compiled);
    return whole === undefined ? [] : [{ rule, built: { ...built, rule: whole } }];
  });
  const reporting = all.filter(({ rule }) => !rule.skipReport);
  return {
    rules: reporting.map(({ built }) => built.rule),
    built: all.map(({ built }) => built),
  };
}

/** Of rules with the same id gitleaks knows only the last one. */
function lastOfEach(rules: readonly CompiledRule[]): readonly CompiledRule[] {
  return [...new Map(rules.map((compiled) => [compiled.rule.id, compiled])).values()];
}

/** The rule with those that it requires in it; undefined when one of them was taken away: then it finds nothing. */
function withRequired(
  rule: SecretRule,
  required: SecretFileRule["required"],
  compiled: ReadonlyMap<string, SecretRule>,
): SecretRule | undefined {
  if (required.length === 0) return rule;
  const found = required.flatMap(({ id, withinLines, withinColumns }) => {
    const other = compiled.get(id);
    if (other === undefined) return [];
    const lines = withinLines === undefined ? {} : { withinLines };
    const columns = withinColumns === undefined ? {} : { withinColumns };
    return [{ rule: other, ...lines, ...columns }];
  });
  return found.length < required.length ? undefined : { ...rule, required: found };
}

/** @throws RuleErrors at each example that would stand for itself instead of for a secret. */
function refuseUnknownClasses({ toolgate }: SecretFileRule, placeOf: PlaceOf): void {
  const { deny, allow } = (toolgate ?? toolgateDefaults).examples;
  const errors = Object.entries({ deny, allow }).flatMap(([list, templates]) =>
    templates.flatMap((template, nth) => {
      const problem = findUnknownClass(template);
      const path = ["examples", list, nth];
      return problem === undefined
        ? []
        : [new RuleError(placeOf(path), `examples.${list}: ${problem}`)];
    }),
  );
  if (errors.length > 0) throw new RuleErrors(errors);
}

type PlaceOf = BuiltRule<SecretRule>["placeOf"];

/** @throws RuleErrors at each rule that an allowlist names and the file has not: the list would never apply. */
function refuseUnknownTargets(
  lists: readonly PlacedAllowlist[],
  { source, document }: SourceFile<SecretFile>,
): void {
  const ids = document.rules.map(({ id }) => id);
  const errors = lists.flatMap(({ list, path }) =>
    list.targetRules.flatMap((id, nth) => {
      if (ids.includes(id)) return [];
      const meant = nearest(id, ids);
      const hint = meant === undefined ? "" : `, did you mean "${meant}"?`;
      const problem = `targetRules: this file has no rule "${id}"${hint}`;
      return [new RuleError(source.placeOf([...path, "targetRules", nth]), problem)];
    }),
  );
  if (errors.length > 0) throw new RuleErrors(errors);
}

function sourceOf({ toolgate }: SecretFileRule): BuiltRule<SecretRule>["source"] {
  const { examples, mode, enforce_from } = toolgate ?? toolgateDefaults;
  return { examples: { ...examples, instead: [] }, references: [], mode, enforce_from };
}

/** What gitleaks does not know of a rule stands in a table of its own. */
function inTable(path: readonly PropertyKey[]): readonly PropertyKey[] {
  const own = path[0] === "id" || path[0] === undefined;
  return own ? path : ["toolgate", ...path];
}

/** The allowlists of a file that are not one rule's own. */
export function globalAllowlists(document: SecretFile): readonly PlacedAllowlist[] {
  return document.allowlists.map((list, nth) => ({ list, path: ["allowlists", nth] }));
}
