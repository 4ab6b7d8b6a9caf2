import type { Action, PathSurface } from "../../model/action.ts";
import type { Check, Machine } from "../../model/check.ts";
import type { Finding } from "../../model/finding.ts";
import { UNKNOWN } from "../../model/invocation.ts";
import type { PathRule, RuleBundle } from "../../model/rule.ts";
import {
  matchPath,
  type PreparedGlob,
  type PreparedPath,
  prepareGlob,
  preparePath,
} from "../../rule/match-path.ts";
import { toFinding } from "../../rule/to-finding.ts";

/** Paths that a call reads, writes, deletes or names. */
export const pathCheck: Check = { name: "path", inspect };

interface PreparedRule {
  readonly rule: PathRule;
  readonly paths: readonly PreparedGlob[];
  readonly except: readonly PreparedGlob[];
}

/** One finding a rule and field is enough to decide on, however often the path stands there. */
function inspect(action: Action, { paths }: RuleBundle, machine: Machine): readonly Finding[] {
  const surfaces = distinctPaths(action);
  if (surfaces.length === 0) return [];
  const rules = paths.map(prepareRule);
  const found = new Map<string, Finding>();
  for (const surface of surfaces) {
    const forms = formsOf(surface, machine);
    for (const rule of rules) {
      const key = `${rule.rule.id} ${surface.at.field}`;
      if (found.has(key) || !applies(rule.rule, surface)) continue;
      const finding = match(rule, surface, forms);
      if (finding !== undefined) found.set(key, finding);
    }
  }
  return [...found.values()];
}

function distinctPaths({ surfaces }: Action): PathSurface[] {
  const byKey = new Map<string, PathSurface>();
  for (const surface of surfaces) {
    if (surface.kind !== "path") continue;
    byKey.set(`${surface.access} ${surface.at.field} ${surface.path}`, surface);
  }
  return [...byKey.values()];
}

function prepareRule(rule: PathRule): PreparedRule {
  return { rule, paths: rule.paths.map(prepareGlob), except: rule.except.map(prepareGlob) };
}

/** The path as written and what it leads to: a link may hide either behind the other. */
function formsOf({ path }: PathSurface, machine: Machine): PreparedPath[] {
  const lexical = preparePath(path, machine.home);
  if (lexical.isGlob || path.includes(UNKNOWN)) return [lexical];
  const real = machine.realPath(path);
  return real === path ? [lexical] : [lexical, preparePath(real, machine.home)];
}

function applies({ access }: PathRule, surface: PathSurface): boolean {
  return (
    access.includes(surface.access) || (surface.access === "mention" && access.includes("read"))
  );
}

function match(
  { rule, paths, except }: PreparedRule,
  { at }: PathSurface,
  forms: readonly PreparedPath[],
): Finding | undefined {
  for (const form of forms) {
    const index = paths.findIndex((glob) => matchPath(glob, form));
    if (index < 0 || except.some((glob) => matchPath(glob, form, true))) continue;
    const confidence = form.isGlob ? "medium" : "high";
    return toFinding(rule, { check: "path", at, pattern: rule.paths[index] ?? "", confidence });
  }
  return undefined;
}
