import type { ExceptionSource } from "../schema/policy.ts";
import type { ExceptionSetting } from "./compile-exceptions.ts";
import { findScopeMistakes } from "./compile-scope.ts";
import { unknownRule } from "./known-rules.ts";
import { toMidnight } from "./to-midnight.ts";
import { findWideMatches } from "./find-wide-matches.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** A year and a day: who renews an exception every year must be able to. */
const MAX_DAYS = 366;

/** Something that makes an exception useless or too wide, and its path in the exception. */
export interface ExceptionMistake {
  readonly path: readonly PropertyKey[];
  readonly problem: string;
}

/** By what a rule of each kind is excepted. */
const MATCH_KEYS: Readonly<Record<string, readonly (keyof ExceptionSource["match"])[]>> = {
  command: ["run"],
  path: ["paths"],
  secret: ["paths", "fingerprints"],
  injection: ["paths"],
  pii: ["paths"],
  tool: ["tools"],
  mcp: ["tools"],
  egress: ["hosts"],
};

/** Toolgate's own findings on what no rule names, and what each is about. */
const UNLISTED: Readonly<Record<string, string>> = {
  "command/unlisted": "command",
  "mcp/strict-unlisted": "tool",
  "egress/unlisted": "host",
};

/** Every mistake that one exception shows by itself. */
export function findExceptionMistakes(
  source: ExceptionSource,
  setting: ExceptionSetting,
): ExceptionMistake[] {
  const scope = source.scope === undefined ? [] : findScopeMistakes(source.scope);
  return [
    ...findRuleMistake(source, setting),
    ...findDayMistake(source, setting),
    ...scope.map(({ path, problem }) => ({ path: ["scope", ...path], problem })),
    ...findMatchMistakes(source),
    ...findExampleMistake(source),
  ];
}

function findRuleMistake({ rule }: ExceptionSource, { ruleIds }: ExceptionSetting) {
  const at = (problem: string): ExceptionMistake[] => [
    { path: ["rule"], problem: `rule: ${problem}` },
  ];
  if (rule.startsWith("self/")) {
    return at(`"${rule}" is Toolgate's word on itself, which has no exceptions`);
  }
  const thing = Object.hasOwn(UNLISTED, rule) ? UNLISTED[rule] : undefined;
  if (thing !== undefined) {
    return at(`"${rule}" has no exceptions: list the ${thing} in a rule that allows it`);
  }
  if (rule.startsWith("permission/")) {
    return at(`"${rule}" has no exceptions: allow the operation in the rule itself`);
  }
  return ruleIds.includes(rule) ? [] : at(unknownRule(rule, ruleIds));
}

function findDayMistake({ expires }: ExceptionSource, { now }: ExceptionSetting) {
  const at = (problem: string): ExceptionMistake[] => [
    { path: ["expires"], problem: `expires: ${problem}` },
  ];
  const end = toMidnight(expires);
  if (end <= now) {
    return at(`it has ended; remove the exception, or renew it with a new day and a new reason`);
  }
  if (end <= now + MAX_DAYS * DAY_MS) return [];
  const latest = new Date(now + MAX_DAYS * DAY_MS).toISOString().slice(0, 10);
  return at(`it is more than ${MAX_DAYS} days ahead; say ${latest} or earlier`);
}

/**
 * Within a scope an exception may take all of its rule, and then nothing stays caught. A fingerprint is tried by
 * nothing but the secret, which may not stand here.
 */
function findExampleMistake({ examples, scope, match }: ExceptionSource): ExceptionMistake[] {
  const { allow, deny } = examples;
  if (match.fingerprints !== undefined) {
    if (allow.length + deny.length === 0) return [];
    const problem = "examples: an exception by fingerprints is tried by none; leave them out";
    return [{ path: ["examples"], problem }];
  }
  if (allow.length === 0) {
    const problem = "examples.allow: give at least one example that the exception lets pass";
    return [{ path: ["examples", "allow"], problem }];
  }
  if (deny.length > 0 || scope !== undefined) return [];
  const problem = "examples.deny: give at least one example that the rule still catches";
  return [{ path: ["examples", "deny"], problem }];
}

function findMatchMistakes(source: ExceptionSource): ExceptionMistake[] {
  const kind = source.rule.slice(0, source.rule.indexOf("/"));
  const wanted = Object.hasOwn(MATCH_KEYS, kind) ? MATCH_KEYS[kind] : undefined;
  // The rule's name is wrong, and says nothing of what would match.
  if (wanted === undefined) return [];
  // What may be done to a path narrows a match, and is none.
  const given = Object.keys(source.match).filter((key) => key !== "access" || kind !== "path");
  const wrong = given.filter((key) => !wanted.some((each) => each === key));
  const means = wanted.map((key) => `"${key}"`).join(" or ");
  if (given.length === 0) {
    return [{ path: ["match"], problem: `match: say by ${means} what the exception lets pass` }];
  }
  return [
    ...wrong.map((key) => {
      const problem = `match.${key}: a ${kind} rule is excepted by ${means}`;
      return { path: ["match", key], problem };
    }),
    ...findWideMatches(source),
  ];
}
