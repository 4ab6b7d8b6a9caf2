import type { Mode, Policy, Profile, TaintPolicy } from "../../../model/policy.ts";
import type { RuleMeta } from "../../../model/rule.ts";
import type { PolicySource, RuleModeSource } from "../schema/policy.ts";
import type { BuiltRule } from "./built-rule.ts";
import { ofProfile } from "./by-profile.ts";
import { readAudit } from "./read-audit.ts";
import { readEngines } from "./read-engines.ts";
import { readSecretPolicy } from "./read-secret-policy.ts";
import { toMidnight } from "./to-midnight.ts";

/** What holds where no file says otherwise: closed. */
const DEFAULTS = {
  mode: "enforce",
  deadlineMs: 5000,
  onFailure: "deny",
  onPartial: "ask",
  onUnprotected: "allow",
  unlisted: "none",
  unlistedTools: "none",
  unlistedHosts: "none",
  spoolQuotaBytes: 256 * 1024 * 1024,
} as const;

const DEFAULT_TAINT: TaintPolicy = { minutes: 60, askFor: ["upload", "warned"] };

/** The profile that the files name: the last one that does, or standard. */
export function chooseProfile(sources: readonly PolicySource[]): Profile {
  return sources.findLast(({ profile }) => profile !== undefined)?.profile ?? "standard";
}

/** The policy of all files together, for one profile: a later file's word replaces an earlier one's. */
export function readPolicy(sources: readonly PolicySource[], profile: Profile): Policy {
  const last: ReadLast = (pick) =>
    sources
      .map((source) => ofProfile(pick(source) ?? {}, profile))
      .findLast((value) => value !== undefined);
  return {
    profile,
    mode: profile === "observe" ? "observe" : (last(({ mode }) => mode) ?? DEFAULTS.mode),
    ruleModes: {},
    ...readDay(sources),
    ruleEnforceFrom: {},
    deadlineMs: last(({ deadline_ms }) => deadline_ms) ?? DEFAULTS.deadlineMs,
    onFailure: last(({ on_failure }) => on_failure) ?? DEFAULTS.onFailure,
    onPartial: last(({ on_partial }) => on_partial) ?? DEFAULTS.onPartial,
    onUnprotected: last(({ on_unprotected }) => on_unprotected) ?? DEFAULTS.onUnprotected,
    ...readUnlisted(last),
    taint: readTaint(last),
    spoolQuotaBytes: last(({ spool_quota_bytes }) => spool_quota_bytes) ?? DEFAULTS.spoolQuotaBytes,
    audit: readAudit(
      sources.map(({ audit = {} }) => audit),
      profile,
    ),
    ...readEngines(
      sources.map(({ engines = {} }) => engines),
      profile,
    ),
    ...readSecretPolicy(sources, profile),
    ...readApprovals(last),
  };
}

/** The last word of the files on a value that may be given by profile. */
type ReadLast = <T>(
  pick: (source: PolicySource) => Partial<Record<Profile, T>> | undefined,
) => T | undefined;

function readUnlisted(
  last: ReadLast,
): Pick<Policy, "unlisted" | "unlistedTools" | "unlistedHosts"> {
  return {
    unlisted: last(({ unlisted }) => unlisted) ?? DEFAULTS.unlisted,
    unlistedTools: last(({ unlisted_tools }) => unlisted_tools) ?? DEFAULTS.unlistedTools,
    unlistedHosts: last(({ unlisted_hosts }) => unlisted_hosts) ?? DEFAULTS.unlistedHosts,
  };
}

/** An empty list is none. */
function readApprovals(last: ReadLast): Pick<Policy, "autoApprove"> {
  const autoApprove = last(({ auto_approve }) => auto_approve) ?? [];
  return autoApprove.length === 0 ? {} : { autoApprove };
}

function readTaint(last: ReadLast): TaintPolicy {
  return {
    minutes: last(({ taint }) => taint?.minutes) ?? DEFAULT_TAINT.minutes,
    askFor: last(({ taint }) => taint?.ask_for) ?? DEFAULT_TAINT.askFor,
  };
}

function readDay(sources: readonly PolicySource[]): Pick<Policy, "enforceFrom"> {
  const day = sources
    .map(({ enforce_from }) => enforce_from)
    .findLast((said) => said !== undefined);
  return day === undefined ? {} : { enforceFrom: toMidnight(day) };
}

/**
 * The policy with what holds for single rules. The weakest word first: a rule in the sandbox observes; a rule's own
 * `mode` and `enforce_from`; `policy.rule_modes`, which replaces both, of a later file before an earlier one's. The
 * observe profile stops nothing, whatever a rule says of itself.
 */
export function withRuleModes(
  policy: Policy,
  sources: readonly PolicySource[],
  rules: readonly ModedRule[],
): Policy {
  if (policy.profile === "observe") return policy;
  const said = [
    ...rules.flatMap((built) => ownMode(built)),
    ...sources.flatMap(({ rule_modes }) => Object.entries(rule_modes)),
  ];
  const last = Object.entries<OwnMode>(Object.fromEntries<OwnMode>(said));
  return {
    ...policy,
    ruleModes: Object.fromEntries(
      last.flatMap(([id, { mode }]) => (mode === undefined ? [] : [[id, mode]])),
    ),
    ruleEnforceFrom: Object.fromEntries(
      last.flatMap(([id, { from }]) => (from === undefined ? [] : [[id, toMidnight(from)]])),
    ),
  };
}

/** A rule that says only when it is enforced has the policy's mode. */
interface OwnMode {
  readonly mode?: Mode | undefined;
  readonly from?: RuleModeSource["from"];
}

/** What a rule says of how it is held to. */
export interface ModedRule {
  readonly rule: Pick<RuleMeta, "id" | "maturity">;
  readonly source: Pick<BuiltRule<RuleMeta>["source"], "mode" | "enforce_from">;
}

function ownMode({ rule, source }: ModedRule): [string, OwnMode][] {
  const mode = source.mode ?? (rule.maturity === "sandbox" ? "observe" : undefined);
  if (mode === undefined && source.enforce_from === undefined) return [];
  return [[rule.id, { mode, from: source.enforce_from }]];
}
