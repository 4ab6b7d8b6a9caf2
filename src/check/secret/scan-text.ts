import type { SecretRule, SecretRules } from "../../model/rule.ts";
import { isAllowlisted, type Candidate } from "./apply-allowlists.ts";
import { toAnchoredScanner, toScanner, toTester } from "./compile-regex.ts";
import { maskSecret } from "./mask-secret.ts";
import { measureEntropy } from "./measure-entropy.ts";
import { selectRules } from "./select-rules.ts";

/** A secret found by a rule. Offsets are UTF-16 units of the scanned text, `end` exclusive. */
export interface SecretMatch {
  readonly rule: SecretRule;
  readonly start: number;
  readonly end: number;
  readonly masked: string;
}

/** A line longer than this is cut around the match before an allowlist sees it. */
const MAX_LINE_SIDE = 1000;

/** Every match of every rule in the text, in the order of the rules, then of the text. */
export function scanText(
  text: string,
  path: string | undefined,
  rules: SecretRules,
): readonly SecretMatch[] {
  const matches: SecretMatch[] = [];
  for (const rule of selectRules(rules.rules, text.toLowerCase())) {
    if (rule.path && (path === undefined || !toTester(rule.path).test(path))) continue;
    runRule(rule, { text, path, rules, matches });
  }
  return matches;
}

interface Scan {
  readonly text: string;
  readonly path: string | undefined;
  readonly rules: SecretRules;
  readonly matches: SecretMatch[];
}

function runRule(rule: SecretRule, scan: Scan): void {
  if (isAboutPathAlone(rule)) {
    if (isSecret(rule, { secret: "", match: "", line: () => "", path: scan.path }, scan.rules)) {
      scan.matches.push({ rule, start: 0, end: 0, masked: "" });
    }
    return;
  }
  if (rule.starts && rule.starts.length > 0) {
    for (const start of rule.starts) runFromLiteral(rule, start, scan);
    return;
  }
  const scanner = toScanner(rule.regex);
  for (let match = scanner.exec(scan.text); match; match = scanner.exec(scan.text)) {
    // An empty match would never move on; gitleaks too goes to the next character.
    if (match[0] === "") scanner.lastIndex += 1;
    takeMatch(rule, match, scan);
  }
}

/** Tries the rule only where a literal stands that all its matches begin with. */
function runFromLiteral(rule: SecretRule, literal: string, scan: Scan): void {
  const scanner = toAnchoredScanner(rule.regex);
  let at = scan.text.indexOf(literal);
  while (at >= 0) {
    scanner.lastIndex = at;
    const match = scanner.exec(scan.text);
    if (match) takeMatch(rule, match, scan);
    at = scan.text.indexOf(literal, match ? at + match[0].length : at + 1);
  }
}

function takeMatch(rule: SecretRule, match: RegExpExecArray, scan: Scan): void {
  const group = secretGroupOf(match, rule.secretGroup);
  const secret = match[group] ?? "";
  if (!isSecret(rule, candidateOf(match, secret, scan), scan.rules)) return;
  const start = match.indices?.[group]?.[0] ?? match.index;
  const masked = maskSecret(secret, rule.prefixes ?? []);
  scan.matches.push({ rule, start, end: start + secret.length, masked });
}

function candidateOf(match: RegExpExecArray, secret: string, { text, path }: Scan): Candidate {
  const line = (): string => lineAround(text, match.index, match.index + match[0].length);
  return { secret, match: match[0], line, path };
}

/** The group that gitleaks takes for the secret: the rule's, or the first that is not empty. */
function secretGroupOf(match: RegExpExecArray, wanted: number): number {
  if (wanted > 0) return match[wanted] === undefined ? 0 : wanted;
  const first = match.findIndex((text, group) => group > 0 && text !== undefined && text !== "");
  return first > 0 ? first : 0;
}

function isSecret(rule: SecretRule, candidate: Candidate, rules: SecretRules): boolean {
  if (candidate.secret === "" && !isAboutPathAlone(rule)) return false;
  if (rule.entropy > 0 && measureEntropy(candidate.secret) <= rule.entropy) return false;
  return !isAllowlisted(rule.allowlists, candidate) && !isAllowlisted(rules.allowlists, candidate);
}

function lineAround(text: string, start: number, end: number): string {
  const before = text.slice(Math.max(0, start - MAX_LINE_SIDE), start);
  const after = text.slice(end, end + MAX_LINE_SIDE);
  const stop = after.indexOf("\n");
  return (
    before.slice(before.lastIndexOf("\n") + 1) +
    text.slice(start, end) +
    (stop < 0 ? after : after.slice(0, stop))
  );
}

/** A rule with a path and no pattern finds the file itself, once. */
export function isAboutPathAlone(rule: SecretRule): boolean {
  return rule.regex.source === "";
}
