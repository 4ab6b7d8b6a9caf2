import type { SecretAllowlist, SecretRule } from "../../../model/rule.ts";
import type { BuiltSecrets } from "./read-secrets.ts";

/**
 * A file whose allowlists hold for its own rules, as those of a gitleaks configuration do, and for no rule
 * of another file.
 */
export function keepToItself({ rules, allowlists, built }: BuiltSecrets): BuiltSecrets {
  if (allowlists.length === 0) return { rules, allowlists, built };
  return {
    rules: rules.map((rule) => withLists(rule, allowlists)),
    allowlists: [],
    built: built.map((one) => Object.assign({}, one, { rule: withLists(one.rule, allowlists) })),
  };
}

function withLists(rule: SecretRule, lists: readonly SecretAllowlist[]): SecretRule {
  const required = rule.required?.map((requirement) =>
    Object.assign({}, requirement, { rule: withLists(requirement.rule, lists) }),
  );
  return {
    ...rule,
    allowlists: [...lists, ...rule.allowlists],
    ...(required === undefined ? {} : { required }),
  };
}
