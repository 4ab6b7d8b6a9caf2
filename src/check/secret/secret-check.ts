import type { Location, TextSurface } from "../../model/action.ts";
import type { Check, Machine } from "../../model/check.ts";
import type { Finding } from "../../model/finding.ts";
import type { RuleBundle } from "../../model/bundle.ts";
import type { SecretRules } from "../../model/rule.ts";
import type { Policy } from "../../model/policy.ts";
import { setAside, tellExcepted } from "../excepted-texts.ts";
import { inFile } from "../text-place.ts";
import { decodeRuns, originOf, type DecodedText } from "./decode-runs.ts";
import { describeSecret } from "./describe-secret.ts";
import { isGuessable, toFingerprint } from "./fingerprint.ts";
import { findDecoratedKeys } from "./find-decorated-keys.ts";
import { boundGroups, dropShadowed, groupMatches, type MatchGroup } from "./group-matches.ts";
import { indexLines } from "./line-index.ts";
import { isAboutPathAlone } from "./gitleaks/run-rule.ts";
import { scanText, searchText, type SecretMatch } from "./scan-text.ts";
import { surenessOf, toSecretOutcome } from "./secret-action.ts";
import { mayMatch } from "./select-rules.ts";
import { setSecretsAside } from "./set-secrets-aside.ts";
import { undisguiseText } from "./undisguise-text.ts";

/** Stretches told one by one in one text; the last of them takes in all that follow. */
export const MAX_STRETCHES = 100;

const PRIVATE_KEY = "secret/private-key";

/** Looks for secrets in every text of the action: what is written, run, said, passed on or read. */
export const secretCheck: Check = {
  name: "secret",
  inspect: (action, rules, machine) =>
    action.surfaces.flatMap((surface) =>
      surface.kind === "text" ? inspectText(surface, rules, machine) : [],
    ),
};

function inspectText(
  surface: TextSurface,
  rules: RuleBundle,
  machine: Machine,
): readonly Finding[] {
  const aside = (matches: readonly SecretMatch[]) =>
    setSecretsAside(matches, surface, { machine, policy: rules.policy });
  const plain = aside(scanPlain(surface, rules));
  const decoded = aside(scanDecoded(surface, rules));
  const disguised = setAside(scanDisguised(surface, rules, plain.judged), surface, { machine });
  const { slot: _, ...nowhere } = surface;
  const place = { surface: nowhere, at: surface.at, policy: rules.policy };
  const tell = (match: SecretMatch) => toFinding(match, NO_STRETCH, place);
  return [
    ...tellStretches([...plain.judged, ...decoded.judged], surface, rules),
    ...dropShadowed(disguised.judged, rules.policy).map(tell),
    ...tellExcepted(
      [plain, decoded, disguised].flatMap(({ excepted }) => excepted),
      tell,
    ),
  ];
}

const NO_STRETCH: MatchGroup = { start: 0, end: 0, matches: [] };

function tellStretches(
  matches: readonly SecretMatch[],
  surface: TextSurface,
  { policy }: RuleBundle,
): readonly Finding[] {
  if (matches.length === 0) return [];
  const lines = indexLines(surface.text, surface.at);
  return boundGroups(groupMatches(matches), MAX_STRETCHES).flatMap((group) => {
    const at = lines.locate(group.start);
    return dropShadowed(group.matches, policy).map((match) =>
      toFinding(match, group, { surface, at, policy }),
    );
  });
}

/** What gitleaks would find, and keys that it would not. */
function scanPlain(surface: TextSurface, rules: RuleBundle): readonly SecretMatch[] {
  const found = scanInContext(surface, rules);
  if (!mayMatch(surface.text, rules.secretKeywords)) return found;
  return [...found, ...scanKeys(surface.text, secretsFor(surface, rules))];
}

/**
 * What stands beside the text may make a secret of it: the name before a value, or half of a token. What was there
 * before is nobody's doing now, so a match must take in some of the text itself, or go over the place where what an
 * edit takes out has stood. A rule about the file alone holds whatever is in it.
 */
function scanInContext(surface: TextSurface, bundle: RuleBundle): readonly SecretMatch[] {
  const { text, path, around } = surface;
  const keywords = bundle.secretKeywords;
  const rules = (): SecretRules => secretsFor(surface, bundle);
  if (around === undefined) return searchText(text, { path, keywords, rules });
  const shift = around.before.length;
  const whole = around.before + text + around.after;
  return searchText(whole, { path, keywords, rules }).flatMap((match) => {
    if (isAboutPathAlone(match.rule)) return [match];
    const start = Math.max(0, match.start - shift);
    const end = Math.min(text.length, match.end - shift);
    const joins = text === "" && match.start < shift && match.end > shift;
    return start < end || joins ? [{ ...match, start, end }] : [];
  });
}

/** The rules that look at texts of this role. */
function secretsFor({ role }: TextSurface, { secrets }: RuleBundle): SecretRules {
  const rules = secrets.rules.filter(({ roles }) => roles === undefined || roles.includes(role));
  return { ...secrets, rules };
}

/** Private keys that a pattern cannot tell from what stands between their lines. */
function scanKeys(text: string, { rules }: SecretRules): readonly SecretMatch[] {
  const rule = rules.find(({ id }) => id === PRIVATE_KEY);
  if (!rule) return [];
  return findDecoratedKeys(text).map(({ start, end }) => {
    return { rule, start, end, masked: `…(${end - start})` };
  });
}

/**
 * Secrets that show only when the text is undone of escapes, invisible characters and the like, one a rule.
 * They stand nowhere in the text as they are, so nothing can be masked for them.
 */
function scanDisguised(
  surface: TextSurface,
  rules: RuleBundle,
  plain: readonly SecretMatch[],
): readonly SecretMatch[] {
  const copy = undisguiseText(surface.text);
  if (copy === "" || !mayMatch(copy, rules.secretKeywords)) return [];
  const secrets = secretsFor(surface, rules);
  // Names and values of source would be found anew in every joined literal; formats would not.
  const formats = secrets.rules.filter(({ prefixes = [] }) => prefixes.length > 0);
  const shown = new Set(
    plain.map((match) => match.plain ?? surface.text.slice(match.start, match.end)),
  );
  const matches = scanText(copy, surface.path, { ...secrets, rules: formats }).filter(
    ({ start, end }) => !shown.has(copy.slice(start, end)),
  );
  return [...new Map(matches.toReversed().map((match) => [match.rule, match])).values()];
}

/** Matches in what the text holds in encoded form, moved to where the encoded form stands. */
function scanDecoded(surface: TextSurface, rules: RuleBundle): readonly SecretMatch[] {
  const once = decodeRuns(surface.text);
  if (once.runs.length === 0) return [];
  const twice = decodeRuns(once.text);
  const found = moveToOrigin(scanNoise(twice.text, surface, rules), twice);
  return moveToOrigin([...scanNoise(once.text, surface, rules), ...found], once);
}

function scanNoise(text: string, surface: TextSurface, rules: RuleBundle): readonly SecretMatch[] {
  if (text === "" || !mayMatch(text, rules.secretKeywords)) return [];
  const secrets = secretsFor(surface, rules);
  // A rule without keywords would look for shapes in what is mostly noise.
  const useful = secrets.rules.filter(
    (rule) => rule.keywords.length > 0 && !isAboutPathAlone(rule),
  );
  return scanText(text, surface.path, { ...secrets, rules: useful });
}

function moveToOrigin(
  matches: readonly SecretMatch[],
  decoded: DecodedText,
): readonly SecretMatch[] {
  return matches.map(({ rule, start, end, masked }) => {
    const origin = originOf(decoded, start, end);
    return { rule, masked, start: origin.start, end: origin.end };
  });
}

/** Where a group of matches stands, and under which policy. */
interface Place {
  readonly surface: TextSurface;
  readonly at: Location;
  readonly policy: Policy;
}

function toFinding(match: SecretMatch, group: MatchGroup, { surface, at, policy }: Place): Finding {
  const { rule } = match;
  const { slot } = surface;
  const label = `[secret: ${rule.id.slice(rule.id.indexOf("/") + 1)}]`;
  const sureness = surenessOf(rule);
  const { outcome, isMasked } = toSecretOutcome(
    surface,
    { outcome: rule.outcome, sureness },
    policy,
  );
  const hasStretch = group.end > group.start;
  const text = surface.text.slice(match.start, match.end);
  const isTold = hasStretch && sureness !== "generic" && !isGuessable(text);
  return {
    rule: rule.id,
    check: "secret",
    severity: rule.severity,
    confidence: (rule.prefixes ?? []).length > 0 ? "high" : "medium",
    outcome,
    at,
    ...inFile(surface),
    ...describeSecret(surface, rule, at),
    evidence: {
      masked: match.masked,
      ...(isTold ? { fingerprint: toFingerprint(text, policy) } : {}),
    },
    ...(slot && hasStretch && isMasked
      ? { span: { slot, start: group.start, end: group.end, label } }
      : {}),
  };
}
