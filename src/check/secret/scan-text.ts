import type { SecretRule, SecretRules } from "../../model/rule.ts";
import { search, type Search } from "./gitleaks/detect.ts";
import { hasSurrogates } from "./gitleaks/find-all.ts";
import { mapLines } from "./gitleaks/line-map.ts";
import { isAboutPathAlone, type RuleMatch, runRule } from "./gitleaks/run-rule.ts";
import { maskSecret } from "./mask-secret.ts";
import { TOOLGATE } from "./own-dialect.ts";
import { selectRules } from "./select-rules.ts";

/** A secret found by a rule. Offsets are UTF-16 units of the scanned text, `end` exclusive. */
export interface SecretMatch {
  readonly rule: SecretRule;
  readonly start: number;
  readonly end: number;
  readonly masked: string;
  /** The secret itself, where the text has it in encoded form only. */
  readonly plain?: string;
}

/** Every match of every rule in the text as it is, in the order of the rules, then of the text. */
export function scanText(
  text: string,
  path: string | undefined,
  rules: SecretRules,
): readonly SecretMatch[] {
  const selected = selectRules(rules.rules, text.toLowerCase());
  const { allowlists } = rules;
  const lines = mapLines(text);
  const pass = {
    text,
    path,
    segments: [],
    ranges: undefined,
    hasPairs: hasSurrogates(text),
    lines,
    allowlists,
    dialect: TOOLGATE,
  };
  return selected
    .flatMap((rule) => runRule(rule, pass))
    .flatMap((match) => toSecretMatch(match, path));
}

/** The same, and every match in what gitleaks would decode of the text, where the encoded form stands. */
export function searchText(
  text: string,
  { path, ...others }: Omit<Search, "dialect">,
): readonly SecretMatch[] {
  return search(text, { ...others, path, dialect: TOOLGATE }).flatMap((match) =>
    toSecretMatch(match, path),
  );
}

/** Where a group of the rule took no part, the whole match stands for the secret: it must not be shown. */
function toSecretMatch(
  { rule, secret, match, start, end, decoded }: RuleMatch,
  path: string | undefined,
): readonly SecretMatch[] {
  if (isAboutPathAlone(rule)) {
    return path === undefined ? [] : [{ rule, start: 0, end: 0, masked: "" }];
  }
  const shown = secret === "" ? match : secret;
  if (shown === "") return [];
  const stop = Math.max(end, start + (secret === "" ? match.length : 0));
  const masked = maskSecret(shown, rule.prefixes ?? []);
  return [{ rule, start, end: stop, masked, ...(decoded ? { plain: shown } : {}) }];
}
