import type { Action, PathSurface } from "../../model/action.ts";
import type { Check, Machine } from "../../model/check.ts";
import type { Finding } from "../../model/finding.ts";
import type { RuleBundle } from "../../model/bundle.ts";
import type { PathRule } from "../../model/rule.ts";
import { exceptionForPath } from "../../rule/find-exception.ts";
import { globsFor } from "../../rule/look-up.ts";
import { matchPath, type PreparedPath, prepareGlob, preparePath } from "../../rule/match-path.ts";
import { keyOf, toFinding } from "../../rule/to-finding.ts";
import { keepStrictest, weighInScript } from "../script-finding.ts";
import { leadsTo } from "./leads-to.ts";

/** Paths that a call reads, writes, deletes or names. */
export const pathCheck: Check = { name: "path", inspect };

/** One finding a rule and field is enough to decide on, however often the path stands there. */
function inspect(action: Action, rules: RuleBundle, machine: Machine): readonly Finding[] {
  const found = new Map<string, Finding>();
  const isSent = () => sendsOut(action);
  for (const surface of distinctPaths(action)) {
    for (const form of formsOf(surface, machine)) {
      for (const [number, glob] of globsFor(form, rules)) {
        const rule = rules.paths.at(number);
        // Most often that one is there already.
        if (rule === undefined || isSettled(found, rule, surface)) continue;
        const finding = match({ rule, glob: rule.paths[glob] ?? "", isSent }, surface, form);
        if (finding !== undefined)
          keepStrictest(found, weighInScript(finding, surface.command?.script));
      }
    }
  }
  return [...found.values()];
}

/** Whether a finding of the rule is there that is as strict as the rule. */
function isSettled(
  found: Map<string, Finding>,
  { id, outcome }: PathRule,
  { at }: PathSurface,
): boolean {
  return found.get(keyOf({ rule: id, at }))?.outcome === outcome;
}

/** Whether what the call reads could leave by it. A login by `ssh -i KEY` reads the key and keeps it. */
function sendsOut({ surfaces }: Action): boolean {
  return surfaces.some((surface) => surface.kind === "url" && !surface.url.startsWith("ssh:"));
}

function distinctPaths({ surfaces }: Action): PathSurface[] {
  const byKey = new Map<string, PathSurface>();
  for (const surface of surfaces) {
    if (surface.kind !== "path") continue;
    const path = surface.unresolved ?? surface.path;
    byKey.set(
      `${surface.access} ${surface.at.field} ${path} ${surface.command?.script?.path ?? ""}`,
      surface,
    );
  }
  return [...byKey.values()];
}

/** The path as written and what it leads to: a link may hide either behind the other. */
function formsOf(surface: PathSurface, { home, realPath }: Machine): PreparedPath[] {
  const led = leadsTo(surface, realPath);
  return [...new Set([surface.path, ...led])].map((path) => preparePath(path, home));
}

function applies({ access }: PathRule, surface: PathSurface): boolean {
  return (
    access.includes(surface.access) || (surface.access === "mention" && access.includes("read"))
  );
}

interface Candidate {
  readonly rule: PathRule;
  readonly glob: string;
  readonly isSent: () => boolean;
}

function match(
  { rule, glob, isSent }: Candidate,
  surface: PathSurface,
  form: PreparedPath,
): Finding | undefined {
  if (!applies(rule, surface) || !matchPath(prepareGlob(glob), form)) return undefined;
  if (rule.except.some((except) => matchPath(prepareGlob(except), form, true))) return undefined;
  const confidence = form.isGlob ? "medium" : "high";
  const exception = exceptionForPath(rule, form, { access: surface.access, isSent });
  return toFinding(rule, { check: "path", at: surface.at, pattern: glob, confidence, exception });
}
