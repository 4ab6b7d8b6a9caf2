import type { TextRole } from "../../../model/action.ts";
import type { PiiRule } from "../../../model/pii-rule.ts";
import type { PiiAction, PiiActions, Profile } from "../../../model/policy.ts";
import type { RuleMeta } from "../../../model/rule.ts";
import type { PiiActionsSource, PiiSource } from "../schema/pii.ts";
import type { PolicySource } from "../schema/policy.ts";
import type { RuleSources } from "../source/read-sources.ts";
import { RuleError } from "../source/rule-error.ts";
import { nearest } from "../source/nearest.ts";
import type { RuleFile } from "./built-rule.ts";
import { ofProfile } from "./by-profile.ts";
import type { Weakening } from "./weakening.ts";

const PLACES: readonly TextRole[] = ["written", "command", "argument", "prompt", "file", "output"];

/** From the mildest to the strictest. */
const ORDER: readonly PiiAction[] = ["record", "warn", "mask", "ask", "deny"];

/** What the policy says of every entity that it does not name. */
const ANY = "any";

/** The entity that a rule is about, as the policy calls it: `email` of `pii/email`. */
export function entityOf({ id }: Pick<RuleMeta, "id">): string {
  return id.slice(id.indexOf("/") + 1);
}

/** What of several words, later ones before earlier ones, holds in a profile; undefined where nothing is said. */
export function toActions(
  sources: readonly PiiActionsSource[],
  profile: Profile,
): PiiActions | undefined {
  const said = PLACES.flatMap((place): (readonly [TextRole, PiiAction])[] => {
    const action = sources
      .map((source) => ofProfile<PiiAction>(source[place] ?? {}, profile))
      .findLast((value) => value !== undefined);
    return action === undefined ? [] : [[place, action]];
  });
  return said.length === 0 ? undefined : Object.fromEntries(said);
}

/** The rule with what the policy makes of its values: a word on the entity before one on any, both before the rule's. */
export function withPiiPolicy(
  rule: PiiRule,
  policies: readonly PolicySource[],
  profile: Profile,
): PiiRule {
  const of = (key: string) => toActions(saidOf(key, policies), profile);
  const actions = { ...rule.actions, ...of(ANY), ...of(entityOf(rule)) };
  return Object.keys(actions).length === 0 ? rule : { ...rule, actions };
}

function saidOf(key: string, policies: readonly PolicySource[]): readonly PiiActionsSource[] {
  return policies.flatMap(({ pii }) => (pii && Object.hasOwn(pii, key) ? (pii[key] ?? []) : []));
}

/** A mistake at each entity that no rule is about: what was meant comes to something else. */
export function findUnknownEntities({ rules }: RuleSources): RuleError[] {
  const known = [ANY, ...rules.flatMap(({ document }) => document.pii.map(entityOf))];
  return rules.flatMap(({ source, document }) =>
    Object.keys(document.policy?.pii ?? {})
      .filter((entity) => !known.includes(entity))
      .map((entity) => {
        const meant = nearest(entity, known);
        const hint = meant === undefined ? "" : `, did you mean "${meant}"?`;
        const place = source.placeOfKey(["policy", "pii"], entity);
        return new RuleError(place, `policy.pii: there is no rule "pii/${entity}"${hint}`);
      }),
  );
}

/** Every place where a file's policy makes less of personal data than the files before it. */
export function findPiiWeakenings(
  policy: PolicySource,
  earlier: readonly RuleFile[],
  profile: Profile,
): Weakening[] {
  const before = earlier.flatMap(({ document }) => document.policy ?? []);
  const rules = earlier.flatMap(({ document }) => document.pii);
  return rules.flatMap((rule) =>
    PLACES.flatMap((place): Weakening[] => {
      const [old, now] = [before, [...before, policy]].map((files) =>
        actionOf(rule, place, { files, profile }),
      );
      if (old === undefined || now === undefined || ORDER.indexOf(now) >= ORDER.indexOf(old))
        return [];
      const entity = policy.pii?.[entityOf(rule)]?.[place] === undefined ? ANY : entityOf(rule);
      return [{ key: ["pii", entity, place], before: old, after: now }];
    }),
  );
}

interface Setting {
  readonly files: readonly PolicySource[];
  readonly profile: Profile;
}

function actionOf(
  rule: PiiSource,
  place: TextRole,
  { files, profile }: Setting,
): PiiAction | undefined {
  const own = rule.actions === undefined ? [] : [rule.actions];
  const said = [...own, ...saidOf(ANY, files), ...saidOf(entityOf(rule), files)];
  const action = toActions(said, profile)?.[place];
  if (action !== undefined) return action;
  if (place === "output") return "mask";
  const outcome = ofProfile(rule.outcome, profile);
  return outcome === "allow" ? "record" : outcome;
}
