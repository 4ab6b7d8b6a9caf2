import type { Mode, Policy, Profile } from "../../../model/policy.ts";
import { ofProfile } from "./by-profile.ts";
import type { PolicySource } from "../schema/policy.ts";

/** What holds where no file says otherwise: closed. */
const DEFAULTS = {
  mode: "enforce",
  deadlineMs: 5000,
  onFailure: "deny",
  onPartial: "ask",
  onUnprotected: "allow",
  unlisted: "none",
  spoolQuotaBytes: 256 * 1024 * 1024,
} as const;

/** The profile that the files name: the last one that does, or standard. */
export function chooseProfile(sources: readonly PolicySource[]): Profile {
  return sources.findLast(({ profile }) => profile !== undefined)?.profile ?? "standard";
}

/** The policy of all files together, for one profile: a later file's word replaces an earlier one's. */
export function readPolicy(sources: readonly PolicySource[], profile: Profile): Policy {
  const last = <T>(pick: (source: PolicySource) => Partial<Record<Profile, T>> | undefined) =>
    sources
      .map((source) => ofProfile(pick(source) ?? {}, profile))
      .findLast((value) => value !== undefined);
  return {
    profile,
    mode: profile === "observe" ? "observe" : (last(({ mode }) => mode) ?? DEFAULTS.mode),
    ruleModes: Object.assign({}, ...sources.map(({ rule_modes }) => rule_modes)),
    ruleEnforceFrom: {},
    deadlineMs: last(({ deadline_ms }) => deadline_ms) ?? DEFAULTS.deadlineMs,
    onFailure: last(({ on_failure }) => on_failure) ?? DEFAULTS.onFailure,
    onPartial: last(({ on_partial }) => on_partial) ?? DEFAULTS.onPartial,
    onUnprotected: last(({ on_unprotected }) => on_unprotected) ?? DEFAULTS.onUnprotected,
    unlisted: last(({ unlisted }) => unlisted) ?? DEFAULTS.unlisted,
    spoolQuotaBytes: last(({ spool_quota_bytes }) => spool_quota_bytes) ?? DEFAULTS.spoolQuotaBytes,
  };
}

/** Modes by rule: a rule in the sandbox only observes until a file says otherwise. */
export function withSandbox(
  policy: Policy,
  rules: readonly { readonly id: string; readonly maturity: string }[],
): Policy {
  const sandboxed = rules.filter(({ maturity }) => maturity === "sandbox");
  const modes = sandboxed.map(({ id }): [string, Mode] => [id, "observe"]);
  return { ...policy, ruleModes: { ...Object.fromEntries(modes), ...policy.ruleModes } };
}
