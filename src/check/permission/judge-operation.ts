import type { Operation } from "../../action/operation/operation.ts";
import { UNKNOWN } from "../../model/invocation.ts";
import type { PermissionEntry, PermissionRule } from "../../model/rule.ts";
import { matchAny } from "../../rule/glob.ts";
import { mayName } from "./may-name.ts";

/** What a rule says of an operation, and by which of its entries. */
export interface Judgement {
  readonly outcome: "ask" | "deny";
  readonly pattern: string;
}

/**
 * What a rule makes of one operation; `undefined` where it says nothing or allows it. The strictest entry wins. What
 * cannot be known restricts: it is whatever an entry that asks or denies names, and nothing that one allows by
 * name.
 */
export function judgeOperation(rule: PermissionRule, operation: Operation): Judgement | undefined {
  const { entries, otherwise } = rule;
  const lower = toLower(operation);
  // A program that nobody knows is named by no entry.
  const isNameable = operation.name !== UNKNOWN;
  for (const outcome of ["deny", "ask"] as const) {
    const names = (each: PermissionEntry) => each.outcome === outcome && mayMatch(each, lower);
    const entry = isNameable ? entries.find(names) : undefined;
    if (entry !== undefined) return { outcome, pattern: entry.source };
  }
  if (entries.some((entry) => entry.outcome === "allow" && matches(entry, lower))) return undefined;
  if (otherwise === "none" || !isGoverned(entries, lower)) return undefined;
  return { outcome: otherwise, pattern: `otherwise: ${otherwise}` };
}

function toLower({ name, resources }: Operation): Operation {
  return { name: name.toLowerCase(), resources: resources.map((each) => each.toLowerCase()) };
}

function matches({ names, resources }: PermissionEntry, operation: Operation): boolean {
  return (
    matchAny(names, operation.name) &&
    operation.resources.some((resource) => matchAny(resources, resource))
  );
}

function mayMatch({ names, resources }: PermissionEntry, operation: Operation): boolean {
  return (
    mayBe(names, operation.name) &&
    operation.resources.some((resource) => mayBe(resources, resource))
  );
}

/** Longer texts are compared as they are: the cost grows with both lengths. */
const MAX_UNITS = 1024;

function mayBe(globs: readonly string[], text: string): boolean {
  if (!text.includes(UNKNOWN) || text.length > MAX_UNITS) return matchAny(globs, text);
  return globs.some((glob) => mayName(glob, text));
}

/** Files and pages are read by every agent: a rule is about them only where one of its entries names them. */
const BY_MENTION = ["file:", "web:"];

function isGoverned(entries: readonly PermissionEntry[], { name }: Operation): boolean {
  const prefix = BY_MENTION.find((each) => name.startsWith(each));
  if (prefix === undefined) return true;
  return entries.some(({ names }) => names.some((glob) => glob.startsWith(prefix)));
}
