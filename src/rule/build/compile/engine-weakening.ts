import type { EngineName, EnginePolicy } from "../../../model/engine.ts";
import type { Policy } from "../../../model/policy.ts";
import type { Weakening } from "./weakening.ts";

/** From the mildest to the strictest. */
const RUNS = ["off", "after", "on_candidate", "always"];
const FAILURES = ["ignore", "warn", "ask", "deny"];
const OUTCOMES = ["warn", "ask", "deny"];

const OFF = { run: "off", onlyVerified: false } as const;

/**
 * Every way in which the engines of `after` are milder than those of `before`: one looks less often, counts for less, or
 * is another program or one with other rules, of which nobody knows what it finds. And secrets may not begin to
 * leave the machine without a word either.
 */
export function findEngineWeakenings(before: Policy, after: Policy): Weakening[] {
  return (["gitleaks", "trufflehog"] as const).flatMap((name) =>
    compareEngine(name, engineOf(before, name), engineOf(after, name)),
  );
}

function engineOf(policy: Policy, name: EngineName): EnginePolicy | undefined {
  return policy.engines?.find((engine) => engine.name === name);
}

function compareEngine(
  name: EngineName,
  before: EnginePolicy | undefined,
  after: EnginePolicy | undefined,
): Weakening[] {
  const tell = (key: string, was: unknown, is: unknown): Weakening[] => [
    { key: ["engines", name, key], before: String(was), after: String(is) },
  ];
  const { run: wasRun, onlyVerified: sent } = before ?? OFF;
  const { run: isRun, onlyVerified: sends } = after ?? OFF;
  const terms = before && after ? compareTerms(before, after, tell) : [];
  return [
    ...(RUNS.indexOf(isRun) < RUNS.indexOf(wasRun) ? tell("run", wasRun, isRun) : []),
    ...(sends && !sent ? tell("only_verified", sent, sends) : []),
    ...terms,
  ];
}

function compareTerms(
  before: EnginePolicy,
  after: EnginePolicy,
  tell: (key: string, was: unknown, is: unknown) => Weakening[],
): Weakening[] {
  const isMilder = (order: readonly string[], was: string, is: string) =>
    order.indexOf(is) < order.indexOf(was);
  return [
    ...(isMilder(FAILURES, before.onFailure, after.onFailure)
      ? tell("on_failure", before.onFailure, after.onFailure)
      : []),
    ...(isMilder(OUTCOMES, before.outcome, after.outcome)
      ? tell("outcome", before.outcome, after.outcome)
      : []),
    ...(before.path === after.path ? [] : tell("path", before.path, after.path)),
    ...(before.config === after.config ? [] : tell("config", before.config, after.config)),
    ...(isWithin(after, before)
      ? []
      : tell("version", before.version.from.join("."), after.version.from.join("."))),
  ];
}

/** Whether the range of the one lies in that of the other. */
function isWithin({ version: inner }: EnginePolicy, { version: outer }: EnginePolicy): boolean {
  const order = (version: readonly number[]) =>
    version.reduce((sum, part) => sum * 100_000 + part, 0);
  return order(inner.from) >= order(outer.from) && order(inner.below) <= order(outer.below);
}
