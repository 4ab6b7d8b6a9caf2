import type { Mode, Policy, TaintedCall, TaintPolicy } from "../../../model/policy.ts";
import { findEngineWeakenings } from "./engine-weakening.ts";
import { findSecretWeakenings } from "./read-secret-policy.ts";

/** One way in which a policy is milder than another. */
export interface Weakening {
  /** Keys under `policy` in a rule file: `["on_failure"]`, `["rule_modes", "command/x"]`. */
  readonly key: readonly string[];
  readonly before: string;
  readonly after: string;
}

/** The values of each choice, from the mildest to the strictest. */
const CHOICES = {
  profile: ["observe", "standard", "strict"],
  onFailure: ["ask", "deny"],
  onPartial: ["allow", "ask", "deny"],
  onUnprotected: ["allow", "deny"],
  unlisted: ["none", "ask", "deny"],
  unlistedTools: ["none", "ask", "deny"],
  unlistedHosts: ["none", "ask", "deny"],
} as const;

const KEYS = {
  profile: "profile",
  onFailure: "on_failure",
  onPartial: "on_partial",
  onUnprotected: "on_unprotected",
  unlisted: "unlisted",
  unlistedTools: "unlisted_tools",
  unlistedHosts: "unlisted_hosts",
} as const;

const NAMES = [
  "profile",
  "onFailure",
  "onPartial",
  "onUnprotected",
  "unlisted",
  "unlistedTools",
  "unlistedHosts",
] as const;

const MODES: readonly Mode[] = ["observe", "warn", "enforce"];

/**
 * Every way in which `after` is milder than `before`. What only costs time or space, such as the
 * deadline and the quota, makes nothing milder: to run into them is a denial.
 */
export function findWeakenings(before: Policy, after: Policy): Weakening[] {
  const choices = NAMES.flatMap((name): Weakening[] => {
    const order: readonly string[] = CHOICES[name];
    const isMilder = order.indexOf(after[name]) < order.indexOf(before[name]);
    return isMilder ? [{ key: [KEYS[name]], before: before[name], after: after[name] }] : [];
  });
  const single = [before, after].flatMap((policy) => [policy.ruleModes, policy.ruleEnforceFrom]);
  const rules = new Set(single.flatMap((byRule) => Object.keys(byRule)));
  return [
    ...choices,
    ...findEngineWeakenings(before, after),
    ...findSecretWeakenings(before, after),
    ...findTaintWeakenings(before.taint, after.taint),
    ...findApprovals(before, after),
    ...compareForce(["mode"], wholeForce(before), wholeForce(after)),
    ...[...rules].flatMap((id) =>
      compareForce(["rule_modes", id], forceOf(before, id), forceOf(after, id)),
    ),
  ];
}

/** A call that is masked and approved would have been denied. */
function findApprovals({ autoApprove: was = [] }: Policy, after: Policy): Weakening[] {
  const { autoApprove: is = [] } = after;
  if (is.every((tool) => was.includes(tool))) return [];
  return [{ key: ["auto_approve"], before: `[${was.join(", ")}]`, after: `[${is.join(", ")}]` }];
}

const NO_TAINT: TaintPolicy = { minutes: 0, askFor: [] };

/** A text counts for less long, or for fewer calls. */
function findTaintWeakenings(before = NO_TAINT, after = NO_TAINT): Weakening[] {
  const lost = before.askFor.some((call) => !asksFor(after, call));
  const key = (name: string): readonly string[] => ["taint", name];
  const [was, is] = [before.askFor, after.askFor].map((calls) => `[${calls.join(", ")}]`);
  return [
    ...(after.minutes < before.minutes
      ? [{ key: key("minutes"), before: String(before.minutes), after: String(after.minutes) }]
      : []),
    ...(lost ? [{ key: key("ask_for"), before: was ?? "", after: is ?? "" }] : []),
  ];
}

/** Who asks about every request asks about those that send something too. */
function asksFor({ askFor }: TaintPolicy, call: TaintedCall): boolean {
  return askFor.includes(call) || (call === "upload" && askFor.includes("request"));
}

/** How a rule is held to, and from when on; `from` is in milliseconds since the epoch. */
interface Force {
  readonly mode: Mode;
  readonly from: number;
}

function wholeForce({ mode, enforceFrom = 0 }: Policy): Force {
  return { mode, from: enforceFrom };
}

function forceOf(policy: Policy, id: string): Force {
  const whole = wholeForce(policy);
  const own = policy.ruleEnforceFrom[id] ?? 0;
  const mode = policy.ruleModes[id];
  return mode === undefined
    ? { mode: whole.mode, from: Math.max(whole.from, own) }
    : { mode, from: own };
}

function compareForce(key: readonly string[], before: Force, after: Force): Weakening[] {
  const [was, is] = [MODES.indexOf(before.mode), MODES.indexOf(after.mode)];
  const isLater = after.mode === "enforce" && after.from > before.from;
  if (is > was || (is === was && !isLater)) return [];
  return [{ key, before: describeForce(before), after: describeForce(after) }];
}

function describeForce({ mode, from }: Force): string {
  const waits = mode === "enforce" && from > 0;
  return waits ? `${mode} from ${new Date(from).toISOString().slice(0, 10)}` : mode;
}
