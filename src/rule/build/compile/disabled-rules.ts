import type { SecretFile } from "../schema/secret.ts";
import { nearest } from "../source/nearest.ts";
import type { SourceFile } from "../source/read-sources.ts";
import { RuleError, RuleErrors } from "../source/rule-error.ts";
import { secretRuleId } from "./secret-rule-id.ts";

/** What is not there to be disabled is then told as a warning, as gitleaks does. */
function isExtending({ extend }: SecretFile): boolean {
  return extend.path !== undefined || extend.useDefault === true;
}

/**
 * Ids of the secret rules that `extend.disabledRules` of some file takes away, with `secret/` in front.
 *
 * @throws RuleErrors at each that names no rule: a rule thought to be off would be on.
 */
export function disabledRules(files: readonly SourceFile<SecretFile>[]): ReadonlySet<string> {
  const known = files.flatMap(({ document }) => document.rules.map(({ id }) => id));
  const errors = files.flatMap(({ source, document }) =>
    document.extend.disabledRules.flatMap((id, nth) => {
      if (known.includes(id) || isExtending(document)) return [];
      const meant = nearest(id, known);
      const hint = meant === undefined ? "take it out" : `did you mean "${meant}"?`;
      const place = source.placeOf(["extend", "disabledRules", nth]);
      return [new RuleError(place, `there is no secret rule "${id}" to disable: ${hint}`)];
    }),
  );
  if (errors.length > 0) throw new RuleErrors(errors);
  const ids = files.flatMap(({ document }) => document.extend.disabledRules);
  return new Set(ids.map(secretRuleId));
}
