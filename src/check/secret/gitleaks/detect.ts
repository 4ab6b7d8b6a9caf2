import type { SecretRule, SecretRules } from "../../../model/rule.ts";
import { mayMatch, selectRules } from "../select-rules.ts";
import { decodePass, type DecodedPass, touchedBy } from "./decode.ts";
import { type Dialect, GITLEAKS, type Stretch } from "./dialect.ts";
import { hasSurrogates } from "./find-all.ts";
import { findEncoded } from "./find-encoded.ts";
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
export function search(text: string, request: Search): RuleMatch[] {
  const { path, dialect } = request;
  const found: RuleMatch[] = [];
  const lines = mapLines(text);
  let selected: readonly SecretRule[] = [];
  let pass: DecodedPass = { text, segments: [] };
  for (let depth = 0; ; depth += 1) {
    const ranges = depth === 0 ? undefined : rangesAround(pass, dialect.reach);
    const rules = select(pass.text, ranges, request);
    selected = ranges === undefined ? rules : [...new Set([...selected, ...rules])];
    if (selected.length > 0) {
      const { allowlists } = request.rules();
      const hasPairs = hasSurrogates(pass.text);
      const ground = { ...pass, ranges, hasPairs, path, lines, dialect, allowlists };
      found.push(...selected.flatMap((rule) => runRule(rule, ground)));
    }
    if (depth === MAX_DECODE_DEPTH || !mayDecode(pass, ranges)) return found;
    pass = decodePass(pass);
    if (pass.segments.length === 0) return found;
  }
}

/** The rules that can match in a text, or in ranges of it. */
function select(
  text: string,
  ranges: readonly Stretch[] | undefined,
  { rules, keywords }: Search,
): readonly SecretRule[] {
  const excerpt = ranges === undefined ? text : cut(text, ranges);
  return mayMatch(excerpt, keywords) ? selectRules(rules().rules, excerpt.toLowerCase()) : [];
}

/** Whether something beside what was decoded looks encoded still: with most texts nothing does. */
function mayDecode(
  { text, segments }: DecodedPass,
  ranges: readonly Stretch[] | undefined,
): boolean {
  if (ranges === undefined) return true;
  return ranges.some((range) =>
    findEncoded(text.slice(range.start, range.end)).some(({ start, end }) => {
      const run = { start: start + range.start, end: end + range.start };
      return touchedBy(segments, run).length > 0;
    }),
  );
}

function cut(text: string, ranges: readonly Stretch[]): string {
  return ranges.map(({ start, end }) => text.slice(start, end)).join("\n");
}

/** Undefined where they would be most of the text. */
function rangesAround(
  { text, segments }: DecodedPass,
  reach: number | undefined,
): readonly Stretch[] | undefined {
  if (reach === undefined) return undefined;
  const ranges: { start: number; end: number }[] = [];
  let length = 0;
  for (const { decoded } of segments) {
    const start = Math.max(decoded.start - reach, 0);
    const end = Math.min(decoded.end + reach, text.length);
    const last = ranges.at(-1);
    length += end - Math.max(start, last?.end ?? 0);
    if (last !== undefined && start <= last.end) last.end = end;
    else ranges.push({ start, end });
  }
  return length > text.length / 2 ? undefined : ranges;
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
