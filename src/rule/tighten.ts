import type { RuleBundle } from "../model/bundle.ts";
import type { Mode, Policy } from "../model/policy.ts";
import type { RepositoryRules } from "./repository/repository-rules.ts";
import type { RulesForEvent } from "./rules-for-event.ts";
import { withParts } from "./with-parts.ts";

/** From the mildest to the strictest. */
const MODES = ["observe", "warn", "enforce"] as const;
const PARTIAL = ["allow", "ask", "deny"] as const;
const UNLISTED = ["none", "ask", "deny"] as const;

type Unlisteds = Pick<Policy, "unlisted" | "unlistedTools" | "unlistedHosts">;

const NOTHING_LISTED: Unlisteds = {
  unlisted: "none",
  unlistedTools: "none",
  unlistedHosts: "none",
};

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
  const policy = strictestPolicy(company.policy, policies);
  return {
    bundles: [
      ...company.bundles.map((bundle) => tightenBundle(bundle, own)),
      // What a repository's few rules do not name is not therefore unlisted.
      ...own.map((bundle) =>
        withParts(bundle, { policy: { ...bundle.policy, ...NOTHING_LISTED } }),
      ),
    ],
    policy: { ...policy, onFailure: "deny" },
    gaps: [...company.gaps, ...repository.gaps],
    repository: [...company.repository, ...repository.files],
  };
}

/** What the checks themselves take from the company's policy and lists. */
function tightenBundle(bundle: RuleBundle, own: readonly RuleBundle[]): RuleBundle {
  if (own.length === 0) return bundle;
  const unlisted = strictestUnlisted(
    bundle.policy,
    own.map(({ policy }) => policy),
  );
  const added = own.flatMap(({ hijackingVariables }) => hijackingVariables);
  return withParts(bundle, {
    policy: { ...bundle.policy, ...unlisted },
    hijackingVariables: [...bundle.hijackingVariables, ...added],
  });
}

/** Of each choice the strictest, in whatever order the files come. */
function strictestPolicy(company: Policy, own: readonly Policy[]): Policy {
  const mode = own.reduce((strictest, each) => stricter(MODES, strictest, each.mode), company.mode);
  return {
    ...company,
    mode,
    ruleModes: { ...company.ruleModes, ...strictestModes({ ...company, mode }, own) },
    onPartial: own.reduce(
      (strictest, each) => stricter(PARTIAL, strictest, each.onPartial),
      company.onPartial,
    ),
    ...strictestUnlisted(company, own),
  };
}

/**
 * Of each rule that a file names. One that the company gives a mode keeps it or gets a stricter one; another is under
 * the mode in force, and no file's word for the one rule takes back what another file says for all.
 */
function strictestModes({ mode, ruleModes }: Policy, own: readonly Policy[]): Record<string, Mode> {
  const modes = new Map<string, Mode>();
  for (const [id, named] of own.flatMap((each) => Object.entries(each.ruleModes))) {
    modes.set(id, stricter(MODES, modes.get(id) ?? ruleModes[id] ?? mode, named));
  }
  return Object.fromEntries(modes);
}

/** Of each list, what comes of what is not on it. */
function strictestUnlisted(company: Policy, own: readonly Policy[]): Unlisteds {
  const strictest = (name: keyof Unlisteds) =>
    own.reduce((before, each) => stricter(UNLISTED, before, each[name]), company[name]);
  return {
    unlisted: strictest("unlisted"),
    unlistedTools: strictest("unlistedTools"),
    unlistedHosts: strictest("unlistedHosts"),
  };
}

function stricter<T>(order: readonly T[], a: T, b: T): T {
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
}
