import type { SecretFile, SecretFileRule } from "../schema/secret.ts";
import type { SourceNote } from "./gitleaks-form.ts";
import { nearest } from "./nearest.ts";
import type { PlacedSource } from "./placed-source.ts";
import type { SecretSource } from "./secret-source.ts";

/** Where a rule of a merged file comes from, by its place in each file. */
interface RuleOrigin {
  readonly own?: number;
  readonly base?: number;
}

/**
 * A configuration together with the one that it extends, as gitleaks merges them: what the rule of both says
 * holds over the base's, lists are joined, and what the rule requires is the base's. Global lists for
 * some rules are only heeded in the file that extends.
 */
export function extendSecrets(own: SecretSource, base: SecretSource): SecretSource {
  const origins = findOrigins(own.document, base.document);
  const rules = origins.flatMap((origin) => mergeOrigin(origin, own.document, base.document));
  const global = base.document.allowlists.flatMap((list, nth) =>
    list.targetRules.length === 0 ? [{ list, nth }] : [],
  );
  const count = own.document.allowlists.length;
  const placeOf: PlacedSource["placeOf"] = (path) => {
    const [list, nth, ...rest] = path;
    if (typeof nth !== "number") return own.source.placeOf(path);
    if (list === "rules") return placeInRule(origins[nth] ?? {}, rest, { own, base });
    if (list !== "allowlists" || nth < count) return own.source.placeOf(path);
    return base.source.placeOf(["allowlists", global[nth - count]?.nth ?? 0, ...rest]);
  };
  return {
    source: { ...own.source, placeOf },
    document: {
      ...own.document,
      rules,
      allowlists: [...own.document.allowlists, ...global.map(({ list }) => list)],
      extend: { ...own.document.extend, disabledRules: stillDisabled(own, base) },
    },
    notes: [...own.notes, ...base.notes, ...noteTargets(base), ...noteDisabled(own, base)],
  };
}

function findOrigins(own: SecretFile, base: SecretFile): readonly RuleOrigin[] {
  const disabled = own.extend.disabledRules;
  const ofOwn = own.rules.map(({ id }, nth): RuleOrigin => {
    const before = disabled.includes(id) ? -1 : base.rules.findLastIndex((rule) => rule.id === id);
    return before < 0 ? { own: nth } : { own: nth, base: before };
  });
  const ofBase = base.rules.flatMap(({ id }, nth): RuleOrigin[] =>
    disabled.includes(id) || own.rules.some((rule) => rule.id === id) ? [] : [{ base: nth }],
  );
  return [...ofOwn, ...ofBase];
}

function mergeOrigin(origin: RuleOrigin, own: SecretFile, base: SecretFile): SecretFileRule[] {
  const mine = origin.own === undefined ? undefined : own.rules[origin.own];
  const theirs = origin.base === undefined ? undefined : base.rules[origin.base];
  if (mine === undefined) return theirs === undefined ? [] : [theirs];
  return [theirs === undefined ? mine : mergeRules(mine, theirs)];
}

function mergeRules(own: SecretFileRule, base: SecretFileRule): SecretFileRule {
  return {
    ...base,
    description: own.description === "" ? base.description : own.description,
    entropy: own.entropy === 0 ? base.entropy : own.entropy,
    secretGroup: own.secretGroup === 0 ? base.secretGroup : own.secretGroup,
    regex: own.regex ?? base.regex,
    path: own.path ?? base.path,
    tags: [...base.tags, ...own.tags],
    keywords: [...base.keywords, ...own.keywords],
    allowlists: [...base.allowlists, ...own.allowlists],
    toolgate: own.toolgate ?? base.toolgate,
  };
}

interface Files {
  readonly own: SecretSource;
  readonly base: SecretSource;
}

function placeInRule(origin: RuleOrigin, path: readonly PropertyKey[], { own, base }: Files) {
  const inOwn = () => own.source.placeOf(["rules", origin.own ?? 0, ...path]);
  const inBase = () => base.source.placeOf(["rules", origin.base ?? 0, ...path]);
  if (origin.base === undefined) return inOwn();
  if (origin.own === undefined) return inBase();
  const [key, nth, ...rest] = path;
  if (key === "allowlists" && typeof nth === "number") {
    const before = base.document.rules[origin.base]?.allowlists.length ?? 0;
    if (nth < before) return inBase();
    return own.source.placeOf(["rules", origin.own, key, nth - before, ...rest]);
  }
  return says(own.document.rules[origin.own], key) ? inOwn() : inBase();
}

/** Whether it is this rule's value that holds, and not that of the rule that it extends. */
function says(rule: SecretFileRule | undefined, key: PropertyKey | undefined): boolean {
  if (rule === undefined || key === undefined || key === "id") return true;
  const value: unknown = Reflect.get(rule, key);
  return value !== undefined && value !== 0 && value !== "";
}

/** What the file takes away that is no rule of the base may be one of Toolgate's. */
function stillDisabled({ document }: SecretSource, base: SecretSource): string[] {
  return document.extend.disabledRules.filter((id) => !hasRule(base, id));
}

function hasRule({ document }: SecretSource, id: string): boolean {
  return document.rules.some((rule) => rule.id === id);
}

function noteTargets({ source, document }: SecretSource): readonly SourceNote[] {
  return document.allowlists.flatMap(({ targetRules }, nth) => {
    const place = source.placeOf(["allowlists", nth, "targetRules"]);
    const problem = "targetRules: as in gitleaks, such a list of an extended file is not heeded";
    return targetRules.length === 0 ? [] : [{ place, problem }];
  });
}

function noteDisabled({ source, document }: SecretSource, base: SecretSource) {
  const ids = base.document.rules.map(({ id }) => id);
  return document.extend.disabledRules.flatMap((id, nth): SourceNote[] => {
    if (ids.includes(id)) return [];
    const meant = nearest(id, ids);
    const hint = meant === undefined ? "" : `, did you mean "${meant}"?`;
    const place = source.placeOf(["extend", "disabledRules", nth]);
    return [{ place, problem: `disabledRules: the extended file has no rule "${id}"${hint}` }];
  });
}
