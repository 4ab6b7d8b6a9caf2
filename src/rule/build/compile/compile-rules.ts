import type { ProgramFacts, RuleMeta } from "../../../model/rule.ts";
import type { RulesWithExamples } from "../examples/run-examples.ts";
import { collect } from "../source/collect-errors.ts";
import { RuleError, RuleErrors, type RulePlace } from "../source/rule-error.ts";
import type { BuiltRule, RuleFile, RuleSetting } from "./built-rule.ts";
import { readCommandRules } from "./read-command-rules.ts";
import { readEgressRules } from "./read-egress-rules.ts";
import { readPathRules } from "./read-path-rules.ts";
import { readPermissionRules } from "./read-permission-rules.ts";
import { readPiiRules } from "./read-pii-rules.ts";
import { readToolRules } from "./read-tool-rules.ts";

/**
 * The rules of all files, whatever their profile, so that a mistake in any of them shows.
 *
 * @throws RuleErrors
 */
export function compileRules(files: readonly RuleFile[], setting: RuleSetting): RulesWithExamples {
  const read = <T>(reader: (file: RuleFile, setting: RuleSetting) => T[]): T[] =>
    collect(files.map((file) => () => reader(file, setting))).flat();
  const rules = {
    commands: read(readCommandRules),
    paths: read(readPathRules),
    tools: read(readToolRules),
    egress: read(readEgressRules),
    pii: read(readPiiRules),
    permissions: read(readPermissionRules),
  };
  refuseDuplicates(Object.values(rules).flat());
  return rules;
}

/** What several files know of each program, a later one adding to an earlier one. */
export function mergePrograms(
  known: readonly Readonly<Record<string, ProgramFacts>>[],
): Record<string, ProgramFacts> {
  const merged: Record<string, ProgramFacts> = {};
  for (const [name, facts] of known.flatMap((programs) => Object.entries(programs))) {
    const before = Object.hasOwn(merged, name) ? merged[name] : undefined;
    merged[name] = {
      aliases: { ...before?.aliases, ...facts.aliases },
      valued: [...(before?.valued ?? []), ...facts.valued],
      style: before?.style === "words" ? "words" : facts.style,
    };
  }
  return merged;
}

/** @throws RuleErrors at each rule that has the id of one before it. */
export function refuseDuplicates(rules: readonly BuiltRule<RuleMeta>[]): void {
  const seen = new Map<string, RulePlace>();
  const errors = rules.flatMap(({ rule: { id }, placeOf }) => {
    const place = placeOf(["id"]);
    const first = seen.get(id);
    if (first === undefined) return seen.set(id, place) && [];
    const where = `${first.file}:${first.line}:${first.column}`;
    return [new RuleError(place, `there is another rule "${id}" at ${where}`)];
  });
  if (errors.length > 0) throw new RuleErrors(errors);
}
