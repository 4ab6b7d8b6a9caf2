import type { RuleBundle, RuleList } from "../model/bundle.ts";
import type { EgressRule } from "../model/egress-rule.ts";
import type { PiiRule } from "../model/pii-rule.ts";
import type { InjectionRule, PermissionRule, RuleMeta, SecretRules } from "../model/rule.ts";
import { isInScope, type Standing } from "./in-scope.ts";
import { withParts } from "./with-parts.ts";

/** When and where an event happens. */
export interface Occasion {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly standing: Standing;
}

/**
 * The rules without those that are out of scope, each without the exceptions that are out of scope or have
 * expired. It is the very same bundle where nothing in it depends on the occasion, as is usual; and
 * what is parsed on demand stays so, which is why no bundle may be copied whole.
 */
export function narrowRules(rules: RuleBundle, occasion: Occasion): RuleBundle {
  if (!rules.conditional) return rules;
  const keep = <R extends RuleMeta>(list: readonly R[]): readonly R[] =>
    list.filter((rule) => applies(rule, occasion)).map((rule) => narrow(rule, occasion));
  let egress: readonly EgressRule[] | undefined;
  let secrets: SecretRules | undefined;
  let injection: readonly InjectionRule[] | undefined;
  let pii: readonly PiiRule[] | undefined;
  let permissions: readonly PermissionRule[] | undefined;
  return withParts(rules, {
    // The index says where a rule stands, so one that is out of scope leaves its place to one that finds nothing.
    commands: narrowList(rules.commands, (rule) =>
      applies(rule, occasion) ? narrow(rule, occasion) : { ...rule, patterns: [] },
    ),
    paths: narrowList(rules.paths, (rule) =>
      applies(rule, occasion) ? narrow(rule, occasion) : { ...rule, access: [] },
    ),
    tools: keep(rules.tools),
    get egress() {
      return (egress ??= keep(rules.egress));
    },
    get secrets() {
      return (secrets ??= {
        rules: keep(rules.secrets.rules),
        allowlists: rules.secrets.allowlists,
      });
    },
    get injection() {
      return (injection ??= keep(rules.injection));
    },
    get pii() {
      return (pii ??= keep(rules.pii));
    },
    get permissions() {
      return (permissions ??= keep([...(rules.permissions ?? [])]));
    },
  });
}

/** The same list, each rule narrowed when it is asked for. */
function narrowList<R>(list: RuleList<R>, change: (rule: R) => R): RuleList<R> {
  const read = (position: number): R | undefined => {
    const rule = list.at(position);
    return rule === undefined ? undefined : change(rule);
  };
  return { length: list.length, at: read, [Symbol.iterator]: () => [...list].map(change).values() };
}

function applies({ scope, outcome }: RuleMeta, { standing }: Occasion): boolean {
  return isInScope(scope, standing, outcome === "allow" ? "holds not" : "holds");
}

function narrow<R extends RuleMeta>(rule: R, { now, standing }: Occasion): R {
  if (rule.exceptions === undefined) return rule;
  const exceptions = rule.exceptions.filter(
    ({ expires, scope }) => now < expires && isInScope(scope, standing, "holds not"),
  );
  return { ...rule, exceptions };
}
