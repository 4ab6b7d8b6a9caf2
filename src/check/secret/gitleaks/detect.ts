import type { SecretRules } from "../../../model/rule.ts";
import { mayMatch, selectRules } from "../select-rules.ts";
import { decodePass, type DecodedPass } from "./decode.ts";
import { type Dialect, GITLEAKS } from "./dialect.ts";
import { type LineMap, mapLines } from "./line-map.ts";
import { type RuleMatch, runRule } from "./run-rule.ts";

/** How often a text is decoded again, as gitleaks' `--max-decode-depth`. */
const MAX_DECODE_DEPTH = 5;

/** What to look for, and how. */
export interface Search {
  readonly path: string | undefined;
  readonly dialect: Dialect;
  /** Asked for only when a text has one of the keywords. */
  readonly rules: () => SecretRules;
  /** Of all rules, in lower case; none: some rule needs every text. */
  readonly keywords: readonly string[];
}

/** Every match in a text, and in what stands in it in encoded form, in the order of the rules of each pass. */
export function search(text: string, { path, dialect, rules, keywords }: Search): RuleMatch[] {
  const found: RuleMatch[] = [];
  const lines = mapLines(text);
  let pass: DecodedPass = { text, segments: [] };
  for (let depth = 0; ; depth += 1) {
    if (mayMatch(pass.text, keywords)) {
      found.push(...runRules(rules(), { ...pass, path, lines, dialect }));
    }
    if (depth === MAX_DECODE_DEPTH) return found;
    pass = decodePass(pass);
    if (pass.segments.length === 0) return found;
  }
}

type TextPass = Omit<Parameters<typeof runRule>[1], "allowlists">;

/** Every match of every rule in one pass over a text. */
export function runRules({ rules, allowlists }: SecretRules, pass: TextPass): RuleMatch[] {
  return selectRules(rules, pass.text.toLowerCase()).flatMap((rule) =>
    runRule(rule, { ...pass, allowlists }),
  );
}

/** What gitleaks would report of a text. */
export interface GitleaksFinding {
  /** The id as the configuration has it. */
  readonly rule: string;
  readonly secret: string;
  /** From 1; 0 for a rule about a path alone. */
  readonly line: number;
}

/**
 * The findings of gitleaks 8.30.1 in a text, by its own semantics and nothing of ours: comments
 * `gitleaks:allow` count, and a generic rule gives way to another that found as much in the same line.
 *
 * @param path of the file; undefined for standard input.
 */
export function detectAsGitleaks(
  text: string,
  path: string | undefined,
  rules: SecretRules,
): readonly GitleaksFinding[] {
  const matches = search(text, { path, dialect: GITLEAKS, rules: () => rules, keywords: [] });
  const lines = mapLines(text);
  const findings = matches.map((match) => toFinding(match, lines));
  return findings.filter((finding) => !givesWay(finding, findings));
}

function toFinding({ rule, secret, from }: RuleMatch, lines: LineMap): GitleaksFinding {
  const line = rule.regex.source === "" ? 0 : lines.lineAt(from);
  return { rule: rule.id.slice("secret/".length), secret, line };
}

function givesWay(finding: GitleaksFinding, all: readonly GitleaksFinding[]): boolean {
  if (!isGeneric(finding)) return false;
  return all.some(
    (other) =>
      other.line === finding.line && !isGeneric(other) && other.secret.includes(finding.secret),
  );
}

function isGeneric({ rule }: GitleaksFinding): boolean {
  return rule.toLowerCase().includes("generic");
}
