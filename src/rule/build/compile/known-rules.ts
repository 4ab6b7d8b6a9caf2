import { nearest } from "../source/nearest.ts";
import type { RuleSources } from "../source/read-sources.ts";
import { RuleError } from "../source/rule-error.ts";
import { secretRuleId } from "./secret-rule-id.ts";

/** Toolgate's own words, which a policy may give a mode. */
const OWN_IDS = [
  "command/unlisted",
  "mcp/strict-unlisted",
  "egress/unlisted",
  "self/not-understood",
  "self/too-many-findings",
  "self/engine-failed",
  "self/tainted-session",
];

/** What engines find under names of their own. */
const ENGINE_ID =
  /^(?:secret\/(?:gitleaks|trufflehog|llm-guard)|(?:injection|pii)\/(?:lakera|llm-guard))\.[A-Za-z0-9_-]+$/;

/** The id of every rule of the sources, whatever its profile. */
export function listRuleIds({ rules, secrets, injection }: RuleSources): string[] {
  return [
    ...rules.flatMap(({ document }) =>
      [
        document.commands,
        document.paths,
        document.tools,
        document.egress,
        document.pii,
        document.permissions,
      ].flatMap((list) => list.map(({ id }) => id)),
    ),
    ...secrets.flatMap(({ document }) => document.rules.map(({ id }) => secretRuleId(id))),
    ...injection.flatMap(({ document }) => document.injection.map(({ id }) => id)),
  ];
}

/** A mistake at each key of `policy.rule_modes` that names no rule: what was meant is in another mode. */
export function findUnknownModes(sources: RuleSources): RuleError[] {
  const known = [...listRuleIds(sources), ...OWN_IDS];
  return sources.rules.flatMap(({ source, document }) =>
    Object.keys(document.policy?.rule_modes ?? {})
      .filter((id) => !known.includes(id) && !ENGINE_ID.test(id))
      .map((id) => {
        const place = source.placeOfKey(["policy", "rule_modes"], id);
        return new RuleError(place, `policy.rule_modes: ${unknownRule(id, known)}`);
      }),
  );
}

/** Says that there is no such rule, and which one may be meant. */
export function unknownRule(id: string, known: readonly string[]): string {
  const meant = known.find((other) => other.endsWith(`/${id}`)) ?? nearest(id, known);
  const hint = meant === undefined ? "" : `, did you mean "${meant}"?`;
  return `there is no rule "${id}"${hint}`;
}
