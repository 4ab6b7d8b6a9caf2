import type { CompiledRegex, SecretAllowlist, SecretRule } from "../../../model/rule.ts";
import { compileScope } from "./compile-scope.ts";
import { Re2Error } from "../re2/ast.ts";
import { NO_FLAGS } from "../re2/parse.ts";
import { translateAnySpeed, type TranslatedPattern } from "../re2/translate.ts";
import { secretRuleId } from "./secret-rule-id.ts";
import {
  toolgateDefaults,
  type SecretFileAllowlist,
  type SecretFileRule,
} from "../schema/secret.ts";

const DEFAULT_INSTEAD = "read it from an environment variable or a secret manager";

const MAX_STARTS = 16;

/** Keys into a rule file that lead to one value, as `["rules", 3, "regex"]`. */
export type TomlPath = readonly PropertyKey[];

/** An allowlist with where it stands in its file. */
export interface PlacedAllowlist {
  readonly list: SecretFileAllowlist;
  readonly path: TomlPath;
}

/** Something in a rule file that does not compile, and the path of the value. */
export class SecretRuleProblem extends Error {
  readonly path: TomlPath;

  constructor(path: TomlPath, message: string) {
    super(message);
    this.name = "SecretRuleProblem";
    this.path = path;
  }
}

/**
 * Compiles a rule of the gitleaks format.
 * @param at the rule's place in its file.
 * @param targeted the global allowlists that name this rule.
 * @throws SecretRuleProblem
 */
export function compileSecretRule(
  rule: SecretFileRule,
  at: TomlPath,
  targeted: readonly PlacedAllowlist[],
): SecretRule {
  const pattern = compileOwnRegex(rule, at);
  const extras = rule.toolgate ?? toolgateDefaults;
  const path = rule.path === undefined ? undefined : translate(rule.path, [...at, "path"]);
  return {
    id: secretRuleId(rule.id),
    why: extras.why ?? describe(rule),
    instead: extras.instead ?? DEFAULT_INSTEAD,
    severity: extras.severity,
    outcome: extras.outcome,
    maturity: extras.maturity,
    profiles: extras.profiles,
    // An empty pattern marks a rule about a path alone.
    regex: pattern?.regex ?? { source: "", flags: "" },
    keywords: rule.keywords.map((word) => word.toLowerCase()),
    entropy: rule.entropy,
    secretGroup: rule.secretGroup,
    path: path?.regex,
    allowlists: [...ownAllowlists(rule, at), ...targeted].flatMap(compileAllowlist),
    ...literalsOf(pattern, rule.secretGroup),
    ...(extras.roles ? { roles: extras.roles } : {}),
    ...(extras.scope ? { scope: compileScope(extras.scope) } : {}),
  };
}

function describe(rule: SecretFileRule): string {
  return rule.description.replace(/\.$/, "") || rule.id;
}

function literalsOf(pattern: TranslatedPattern | undefined, secretGroup: number) {
  if (!pattern) return {};
  return { prefixes: publicPrefixes(pattern, secretGroup), starts: exactStarts(pattern) };
}

/** Compiles an allowlist; none comes of a list that no event can meet. @throws SecretRuleProblem */
export function compileAllowlist({ list, path }: PlacedAllowlist): readonly SecretAllowlist[] {
  const condition = /^(?:and|&&)$/i.test(list.condition) ? "and" : "or";
  // No event is a commit and an empty word is in no secret: with `and` the list can never apply.
  const stopwords = list.stopwords.filter((word) => word !== "");
  const isIdle = list.commits.length > 0 || stopwords.length < list.stopwords.length;
  if (condition === "and" && isIdle) return [];
  return [
    {
      condition,
      regexes: compileJoined(list.regexes, [...path, "regexes"]),
      regexTarget: list.regexTarget,
      paths: compileJoined(list.paths, [...path, "paths"]),
      stopwords: stopwords.map((word) => word.toLowerCase()),
      ...(list.toolgate?.wholeOnly === true ? { wholeOnly: true } : {}),
    },
  ];
}

/** Gitleaks joins the patterns of a list into one, so a flag such as `(?i)` goes on holding in those that follow. */
function compileJoined(patterns: readonly string[], path: TomlPath): readonly CompiledRegex[] {
  let flags = NO_FLAGS;
  return patterns.map((pattern, nth) => {
    const place = [...path, nth];
    // By itself it must be right too.
    translate(pattern, place);
    const { regex, flagsAfter } = translate(pattern, place, flags);
    flags = flagsAfter;
    return regex;
  });
}

function compileOwnRegex(rule: SecretFileRule, at: TomlPath): TranslatedPattern | undefined {
  if (rule.regex === undefined) {
    if (rule.path !== undefined) return undefined;
    throw new SecretRuleProblem(at, `${rule.id}: a rule needs a regex or a path`);
  }
  const pattern = translate(rule.regex, [...at, "regex"]);
  if (rule.secretGroup <= pattern.groups) return pattern;
  const problem = `${rule.id}: the regex has no group ${rule.secretGroup}`;
  throw new SecretRuleProblem([...at, "secretGroup"], problem);
}

function translate(pattern: string, path: TomlPath, flags = NO_FLAGS): TranslatedPattern {
  try {
    return translateAnySpeed(pattern, flags);
  } catch (error) {
    if (!(error instanceof Re2Error)) throw error;
    const key = path.findLast((part) => typeof part === "string");
    const at = error.offset > 0 ? `, at character ${error.offset + 1}` : "";
    throw new SecretRuleProblem(path, `${String(key)}: ${error.message}${at}`);
  }
}

/** Of a rule without a group of its own, gitleaks takes the first group that is not empty. */
function publicPrefixes(pattern: TranslatedPattern, secretGroup: number): readonly string[] {
  const group = secretGroup === 0 && pattern.groups === 1 ? 1 : secretGroup;
  if (group === 0 && pattern.groups > 1) return [];
  return pattern.literalsOf(group).texts.map((text) => text.toLowerCase());
}

/**
 * A literal that begins with another would find its matches twice; and one pass of the pattern is
 * cheaper than many passes for literals.
 */
function exactStarts(pattern: TranslatedPattern): readonly string[] {
  const { texts, exact } = pattern.literalsOf(0);
  if (!exact || texts.length > MAX_STARTS) return [];
  return texts.filter((text) => !texts.some((other) => other !== text && text.startsWith(other)));
}

function ownAllowlists(rule: SecretFileRule, at: TomlPath): readonly PlacedAllowlist[] {
  return rule.allowlists.map((list, nth) => ({ list, path: [...at, "allowlists", nth] }));
}
