import type { RuleBundle } from "../model/bundle.ts";
import type { Mode, Policy } from "../model/policy.ts";
import type { RepositoryRules } from "./repository/repository-rules.ts";
import type { RulesForEvent } from "./rules-for-event.ts";
import { withParts } from "./with-parts.ts";

/** From the mildest to the strictest. */
const MODES = ["observe", "warn", "enforce"] as const;
const PARTIAL = ["allow", "ask", "deny"] as const;
const UNLISTED = ["none", "ask", "deny"] as const;

/** Whether the first mode is the milder one. */
export function isMilderMode(mode: Mode, than: Mode): boolean {
  return MODES.indexOf(mode) < MODES.indexOf(than);
}

/**
 * The company's rules and beside them a repository's own, so that no outcome is milder than without those: their
 * findings are only added, of each choice of the policy the stricter holds, and a failure is a denial, for a
 * repository could bring one about.
 */
export function tighten(company: RulesForEvent, repository: RepositoryRules): RulesForEvent {
  const own = repository.bundles;
  const policies = own.map((bundle) => bundle.policy);
  const policy = policies.reduce(stricterPolicy, company.policy);
  return {
    bundles: [
      ...company.bundles.map((bundle) => tightenBundle(bundle, own)),
      // A command that a repository's few rules do not name is not therefore unlisted.
      ...own.map((bundle) => withParts(bundle, { policy: { ...bundle.policy, unlisted: "none" } })),
    ],
    policy: { ...policy, onFailure: "deny" },
    gaps: [...company.gaps, ...repository.gaps],
    repository: [...company.repository, ...repository.files],
  };
}

/** What the checks themselves take from the company's policy and lists. */
function tightenBundle(bundle: RuleBundle, own: readonly RuleBundle[]): RuleBundle {
  if (own.length === 0) return bundle;
  const unlisted = own.reduce(
    (strictest, { policy }) => stricter(UNLISTED, strictest, policy.unlisted),
    bundle.policy.unlisted,
  );
  const added = own.flatMap(({ hijackingVariables }) => hijackingVariables);
  return withParts(bundle, {
    policy: { ...bundle.policy, unlisted },
    hijackingVariables: [...bundle.hijackingVariables, ...added],
  });
}

/** A rule that has a mode of its own keeps it, or gets the stricter one that `own` names for it. */
function stricterPolicy(policy: Policy, own: Policy): Policy {
  const modes = Object.entries(own.ruleModes).map(([id, mode]): [string, Mode] => [
    id,
    stricter(MODES, policy.ruleModes[id] ?? policy.mode, mode),
  ]);
  return {
    ...policy,
    mode: stricter(MODES, policy.mode, own.mode),
    ruleModes: { ...policy.ruleModes, ...Object.fromEntries(modes) },
    onPartial: stricter(PARTIAL, policy.onPartial, own.onPartial),
    unlisted: stricter(UNLISTED, policy.unlisted, own.unlisted),
  };
}

function stricter<T>(order: readonly T[], a: T, b: T): T {
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
}
