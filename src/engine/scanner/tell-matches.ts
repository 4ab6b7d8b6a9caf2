import type { TextSurface } from "../../model/action.ts";
import type { ScannerName, ScannerPolicy } from "../../model/engine.ts";
import type { Finding, Outcome, Severity } from "../../model/finding.ts";
import type { Sureness } from "../../model/policy.ts";
import type { SecretRule } from "../../model/rule.ts";
import { indexLines } from "../../check/secret/line-index.ts";
import { maskSecret } from "../../check/secret/mask-secret.ts";
import { describeSecret } from "../../check/secret/describe-secret.ts";
import { isGuessable, toFingerprint } from "../../check/secret/fingerprint.ts";
import { toSecretOutcome } from "../../check/secret/secret-action.ts";
import { exceptionForText } from "../../rule/find-exception.ts";
import { toExcepted } from "../../rule/to-finding.ts";
import type { EngineRequest } from "../engine-runner.ts";
import { isTold } from "./is-told.ts";
import type { PlacedMatch } from "./place-match.ts";

/** Stretches told one by one in one text; the last of them takes in all that follow. */
const MAX_STRETCHES = 100;

/** The findings of an engine beyond what the embedded check has told already. */
export function tellMatches(
  matches: readonly PlacedMatch[],
  policy: ScannerPolicy,
  request: EngineRequest,
): readonly Finding[] {
  const byText = Map.groupBy(matches, ({ text }) => text.surface);
  return [...byText].flatMap(([surface, placed]) => {
    const sorted = placed.toSorted((a, b) => a.start - b.start || b.end - a.end);
    const bounded = bound(dropRepeated(sorted));
    const lines = indexLines(surface.text, surface.at);
    return bounded.flatMap((match) => {
      const at = lines.locate(match.start);
      const finding = toFinding({ ...match, surface, at }, policy, request);
      return finding === undefined || isTold(finding, request) ? [] : [finding];
    });
  });
}

/** TruffleHog tells each place of a value, and each of our searches finds all of them. */
function dropRepeated(sorted: readonly PlacedMatch[]): readonly PlacedMatch[] {
  const known = new Map<string, PlacedMatch>();
  for (const placed of sorted) {
    const { match, start, end } = placed;
    const key = `${start} ${end} ${match.rule}`;
    if (!known.has(key) || match.verification === "verified") known.set(key, placed);
  }
  return [...known.values()];
}

function bound(placed: readonly PlacedMatch[]): readonly PlacedMatch[] {
  const last = placed[MAX_STRETCHES - 1];
  if (last === undefined || placed.length <= MAX_STRETCHES) return placed;
  const end = Math.max(...placed.slice(MAX_STRETCHES - 1).map((match) => match.end));
  return [...placed.slice(0, MAX_STRETCHES - 1), { ...last, end }];
}

interface LocatedMatch extends PlacedMatch {
  readonly surface: TextSurface;
  readonly at: Finding["at"];
}

/** `undefined` where the match is one of our own rules that does not hold for this event or text. */
function toFinding(
  located: LocatedMatch,
  policy: ScannerPolicy,
  request: EngineRequest,
): Finding | undefined {
  const { surface, at, match } = located;
  const terms = isOurs(policy) ? ownTerms(located, request) : foreignTerms(located, policy);
  if (terms === undefined) return undefined;
  const { rule, exception, prefixes, ...rest } = terms;
  const name = rule.slice(rule.indexOf("/") + 1);
  const sureness = surenessOf(terms, match);
  const outcome = { outcome: terms.outcome, sureness };
  const judged = toSecretOutcome(surface, outcome, request.policy);
  const finding: Finding = {
    rule,
    check: "secret",
    ...rest,
    ...describeSecret(surface, terms, at),
    // Nobody has to ask whether it is real.
    ...(sureness === "verified" ? { instead: terms.instead } : {}),
    outcome: judged.outcome,
    at,
    evidence: { masked: evidenceOf(located, prefixes), ...fingerprintOf(located, request) },
    engine: policy.name,
    ...(match.verification === undefined ? {} : { verification: match.verification }),
    ...(judged.isMasked ? spanOf(located, `[secret: ${name}]`) : {}),
  };
  return exception === undefined ? finding : toExcepted(finding, exception);
}

function surenessOf({ severity }: Terms, { verification }: PlacedMatch["match"]): Sureness {
  if (verification === "verified") return "verified";
  return severity === "medium" ? "generic" : "specific";
}

/** By which an exception can name it, unless it could be guessed from that. */
function fingerprintOf({ text, start, end, verbatim }: PlacedMatch, { policy }: EngineRequest) {
  const secret = text.surface.text.slice(start, end);
  return verbatim && !isGuessable(secret) ? { fingerprint: toFingerprint(secret, policy) } : {};
}

function isOurs({ name, config }: ScannerPolicy): boolean {
  return name === "gitleaks" && config === "toolgate";
}

function evidenceOf({ text, start, end, verbatim }: PlacedMatch, prefixes: readonly string[]) {
  return verbatim ? maskSecret(text.surface.text.slice(start, end), prefixes) : "";
}

function spanOf({ text, start, end }: PlacedMatch, label: string): Pick<Finding, "span"> {
  const { slot } = text.surface;
  return slot === undefined ? {} : { span: { slot, start, end, label } };
}

/** What a finding says of its rule. */
interface Terms extends Pick<
  Finding,
  "rule" | "severity" | "confidence" | "outcome" | "why" | "instead"
> {
  readonly prefixes: readonly string[];
  readonly exception?: string | undefined;
}

/** A rule of `secrets.toml`: the real gitleaks found it, and it means what the rule says. */
function ownTerms(located: LocatedMatch, request: EngineRequest): Terms | undefined {
  const { surface, match } = located;
  const { bundles, machine } = request;
  const id = match.rule;
  const rule = bundles
    .flatMap(({ secrets }) => secrets.rules)
    .find((each) => each.id === `secret/${id}`);
  if (rule === undefined || !looksAt(rule, surface)) return undefined;
  const { severity, outcome, why, instead, prefixes = [] } = rule;
  const confidence = prefixes.length > 0 ? "high" : "medium";
  const { text, start, end } = located;
  const fingerprint = () => toFingerprint(text.surface.text.slice(start, end), request.policy);
  const named = { path: surface.path, fingerprint };
  const exception = exceptionForText(rule, named, machine);
  return { rule: rule.id, severity, confidence, outcome, why, instead, prefixes, exception };
}

function looksAt({ roles }: SecretRule, { role }: TextSurface): boolean {
  return roles === undefined || roles.includes(role);
}

const TITLES: Readonly<Record<ScannerName, string>> = {
  gitleaks: "gitleaks",
  trufflehog: "TruffleHog",
};

function foreignTerms({ match }: PlacedMatch, { name, outcome }: ScannerPolicy): Terms {
  // The name is the engine's: only what a rule's id may have of it goes into messages.
  const kind = match.rule.replaceAll(/[^A-Za-z0-9_-]+/g, "-").slice(0, 64);
  const isVerified = match.verification === "verified";
  const by = TITLES[name];
  const seen = isVerified ? `${by} has tried it at its provider, where it works` : `found by ${by}`;
  return {
    rule: `secret/${name}.${kind}`,
    severity: isVerified ? "critical" : severityOf(kind),
    confidence: isVerified || severityOf(kind) === "high" ? "high" : "medium",
    outcome: isVerified ? "deny" : unverified(kind, outcome),
    why: `a secret of the kind ${kind} (${seen})`,
    instead: isVerified
      ? "take it from the environment or a secret manager, and have it revoked"
      : "take it from the environment or a secret manager",
    prefixes: [],
  };
}

/** What the name of a rule says of how sure it is of what it finds. */
function severityOf(kind: string): Severity {
  return /generic/i.test(kind) ? "medium" : "high";
}

/** What is only like a secret, because of the name beside it, is at most asked about, as by our own rules. */
function unverified(kind: string, outcome: ScannerPolicy["outcome"]): Outcome {
  return severityOf(kind) === "medium" && outcome === "deny" ? "ask" : outcome;
}
