import { guard } from "../../hooks/guard.ts";
import type { Gate } from "../gate.ts";
import type { Profile } from "../model/policy.ts";
import { StageError } from "../model/stage.ts";
import { readActor, readGroupIds } from "../platform/actor.ts";
import { createMachine } from "../platform/machine.ts";
import { type BuildOptions, buildRules } from "../rule/build/build-rules.ts";
import { readRepositoryRules } from "../rule/build/repository/read-repository-rules.ts";
import { type LoadedRules, loadRules } from "../rule/load-rules.ts";
import { rulesForEvent } from "../rule/rules-for-event.ts";

/** Which rules of a directory. */
export interface RuleChoice {
  /** Instead of the bundle in force: what the directory's sources make for this profile. */
  readonly profile?: Profile | undefined;
  /** Directories of this installation, absolute; see `BuildOptions`. */
  readonly guarded?: readonly string[];
}

/**
 * The rules in force in a directory. Where a profile is asked for, a bundle serves only if it is of that profile
 * and not older than its sources; otherwise those are built, in memory.
 *
 * @throws StageError("rules") when there is no usable bundle; RuleErrors when the sources do not build
 */
export function readRules(directory: string, choice: RuleChoice): LoadedRules {
  const { profile } = choice;
  if (profile === undefined) return loadRules(directory);
  return loadCurrent(directory, profile) ?? buildSources(directory, { ...choice, profile });
}

function loadCurrent(directory: string, profile: Profile): LoadedRules | undefined {
  try {
    const loaded = loadRules(directory);
    const { stale, fallback } = loaded.inForce;
    const isCurrent = stale.length === 0 && !fallback;
    return isCurrent && loaded.bundle.policy.profile === profile ? loaded : undefined;
  } catch (error) {
    // Sources need not have been compiled.
    if (error instanceof StageError) return undefined;
    throw error;
  }
}

/**
 * What the sources of a directory make, whether they have been compiled or not.
 *
 * @throws RuleErrors when they do not build
 */
export function buildSources(directory: string, options: BuildOptions): LoadedRules {
  const bundle = buildRules(directory, options);
  const { version, digest } = bundle;
  return { bundle, inForce: { version, digest, stale: [], fallback: false } };
}

/**
 * The guard's gate over rules, for the command line: its checks, on this machine, and no records. `judge`
 * (src/judge.ts) takes an event through it.
 *
 * @param projectDirectory Of the session, where its repository's rules are looked for besides the event's directory.
 */
export function toGate({ bundle }: Pick<LoadedRules, "bundle">, projectDirectory?: string): Gate {
  const { policy } = bundle;
  const machine = createMachine();
  const witnesses = { actor: readActor(), machine, groupIds: readGroupIds };
  const repository = { read: readRepositoryRules, projectDirectory };
  return {
    checks: guard.checks,
    rules: bundle,
    policy,
    rulesFor: (event) =>
      rulesForEvent(event, { rules: bundle, policy, now: Date.now(), witnesses, repository }),
    machine,
    record: () => {},
  };
}
