import type { SecretRule, SecretRules } from "../../../model/rule.ts";
import { isAllowlisted, testsTrue, type Candidate } from "./apply-allowlists.ts";
import { toOriginal, touchedBy, type Segment } from "./decode.ts";
import type { Dialect, Stretch } from "./dialect.ts";
import { findAll, secretOf } from "./find-all.ts";
import type { LineMap } from "./line-map.ts";
import { nearTo, type Position } from "./nearness.ts";
import { measureEntropy } from "./measure-entropy.ts";

/** A match of one rule. */
export interface RuleMatch extends Stretch {
  readonly rule: SecretRule;
  /** Empty for a rule that is about a path alone. */
  readonly secret: string;
  readonly match: string;
  /** Where the whole match begins in the original, as gitleaks counts its line and column. */
  readonly from: number;
  /** It shows only when runs of the text are decoded; `start` and `end` are then of those runs. */
  readonly decoded: boolean;
}

/** A text in one pass of a scan. */
export interface Pass {
  readonly text: string;
  readonly segments: readonly Segment[];
  /** See `hasSurrogates`. */
  readonly hasPairs: boolean;
  /** Where matches are looked for; undefined: everywhere. */
  readonly ranges: readonly Stretch[] | undefined;
  readonly path: string | undefined;
  /** Of the original. */
  readonly lines: LineMap;
  readonly allowlists: SecretRules["allowlists"];
  readonly dialect: Dialect;
}

/** Every match of a rule in a text, the rules that it requires besides looked for too. */
export function runRule(rule: SecretRule, pass: Pass): readonly RuleMatch[] {
  const matches = matchRule(rule, pass);
  const required = rule.required ?? [];
  // Of a rule about a path alone, gitleaks does not look at what it requires.
  if (required.length === 0 || matches.length === 0 || isAboutPathAlone(rule)) return matches;
  // Gitleaks compares where the matches begin, not the secrets in them.
  const tests = required.map((requirement) => {
    const near = matchRule(requirement.rule, pass);
    return nearTo(
      near.map((match) => positionOf(match, pass.lines)),
      requirement,
    );
  });
  return matches.filter((match) => {
    const position = positionOf(match, pass.lines);
    return tests.every((isNear) => isNear(position));
  });
}

function positionOf({ rule, from }: RuleMatch, { lineAt, columnAt }: LineMap): Position {
  if (isAboutPathAlone(rule)) return { line: 0, column: () => 0 };
  let known: number | undefined;
  return { line: lineAt(from), column: () => (known ??= columnAt(from)) };
}

function matchRule(rule: SecretRule, pass: Pass): readonly RuleMatch[] {
  const { path } = pass;
  if (rule.path && !testsTrue(rule.path, path ?? "")) return [];
  if (isAboutPathAlone(rule)) return matchPath(rule, pass);
  return findAll(rule.regex, pass, rule.starts ?? []).flatMap((stretch) =>
    toMatch(rule, stretch, pass),
  );
}

/** A rule with a path and no pattern finds the file itself, once. */
export function isAboutPathAlone(rule: SecretRule): boolean {
  return rule.regex.source === "";
}

function matchPath(rule: SecretRule, pass: Pass): readonly RuleMatch[] {
  if (pass.segments.length > 0) return [];
  const candidate = { secret: "", match: "", line: () => "", path: pass.path };
  if (isAllowed(rule, candidate, pass)) return [];
  return [{ rule, secret: "", match: "", start: 0, end: 0, from: 0, decoded: false }];
}

function toMatch(rule: SecretRule, stretch: Stretch, pass: Pass): readonly RuleMatch[] {
  const { text, segments, path, lines, dialect } = pass;
  const isDecoded = segments.length > 0;
  const touched = isDecoded ? touchedBy(segments, stretch) : [];
  if (isDecoded && touched.length === 0) return [];
  const { match, lead } = trimBreaks(text.slice(stretch.start, stretch.end));
  const origin = isDecoded
    ? toOriginal(touched, stretch)
    : { start: stretch.start, end: stretch.start + match.length };
  if (dialect.heedsComments && lines.lineOf(origin).includes("gitleaks:allow")) return [];
  const { secret, at } = secretOf(rule.regex, match, rule.secretGroup);
  if (rule.entropy !== 0 && measureEntropy(secret) <= rule.entropy) return [];
  const decoded = touched.map((segment) => segment.decoded);
  const line = () => dialect.lineOf({ text, match: stretch, lines, origin, decoded });
  if (isAllowed(rule, { secret, match, line, path }, pass)) return [];
  const start = stretch.start + lead + at;
  const place = placeOf({ start, end: start + secret.length }, { pass, origin });
  return [{ rule, secret, match, ...place, from: origin.start, decoded: isDecoded }];
}

/** A match without the line breaks at its ends, and how many stood before it. */
function trimBreaks(whole: string): { readonly match: string; readonly lead: number } {
  const rest = whole.replace(/^\n+/, "");
  return { match: rest.replace(/\n+$/, ""), lead: whole.length - rest.length };
}

/** Where the secret stands in the original; of a decoded one, the runs that it came from. */
function placeOf(
  secret: Stretch,
  { pass: { segments }, origin }: { readonly pass: Pass; readonly origin: Stretch },
): Stretch {
  if (segments.length === 0) return secret;
  const touched = touchedBy(segments, secret);
  return touched.length === 0 ? origin : toOriginal(touched, secret);
}

function isAllowed(rule: SecretRule, candidate: Candidate, pass: Pass): boolean {
  return (
    isAllowlisted(pass.allowlists, candidate, pass.dialect) ||
    isAllowlisted(rule.allowlists, candidate, pass.dialect)
  );
}
