import type {
  EngineName,
  EnginePolicy,
  ScannerPolicy,
  ServicePolicy,
} from "../../../model/engine.ts";
import type { Policy } from "../../../model/policy.ts";
import { compareServices, isLoopback } from "./service-weakening.ts";
import type { Weakening } from "./weakening.ts";

/** From the mildest to the strictest. */
const RUNS = ["off", "after", "on_candidate", "always"];
const FAILURES = ["ignore", "warn", "ask", "deny"];
const OUTCOMES = ["warn", "ask", "deny"];

/** Says that a value of an engine has become milder. */
export type TellWeaker = (key: string, was: unknown, is: unknown) => Weakening[];

/**
 * Every way in which the engines of `after` are milder than those of `before`: one looks less often, counts for less, or
 * is another one or has other rules, of which nobody knows what it finds. And nothing may begin to leave the machine
 * without a word either.
 */
export function findEngineWeakenings(before: Policy, after: Policy): Weakening[] {
  return (["gitleaks", "trufflehog", "lakera", "llm-guard"] as const).flatMap((name) =>
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
  const tell: TellWeaker = (key, was, is) => [
    { key: ["engines", name, key], before: String(was), after: String(is) },
  ];
  const wasRun = before?.run ?? "off";
  const isRun = after?.run ?? "off";
  return [
    ...(RUNS.indexOf(isRun) < RUNS.indexOf(wasRun) ? tell("run", wasRun, isRun) : []),
    ...compareSending(before, after, tell),
    ...(before && after ? compareTerms(before, after, tell) : []),
  ];
}

/** What leaves the machine that did not: secrets to be tried, texts to be looked at. */
function compareSending(
  before: EnginePolicy | undefined,
  after: EnginePolicy | undefined,
  tell: TellWeaker,
): Weakening[] {
  if (isService(after) && before === undefined && !isLoopback(after))
    return tell("run", "off", `${after.run}, and texts leave the machine`);
  const sent = isScanner(before) && before.onlyVerified;
  const sends = isScanner(after) && after.onlyVerified;
  return sends && !sent ? tell("only_verified", sent, sends) : [];
}

function isScanner(engine: EnginePolicy | undefined): engine is ScannerPolicy {
  return engine !== undefined && "path" in engine;
}

function isService(engine: EnginePolicy | undefined): engine is ServicePolicy {
  return engine !== undefined && "url" in engine;
}

function compareTerms(before: EnginePolicy, after: EnginePolicy, tell: TellWeaker): Weakening[] {
  const isMilder = (order: readonly string[], was: string, is: string) =>
    order.indexOf(is) < order.indexOf(was);
  return [
    ...(isMilder(FAILURES, before.onFailure, after.onFailure)
      ? tell("on_failure", before.onFailure, after.onFailure)
      : []),
    ...(isMilder(OUTCOMES, before.outcome, after.outcome)
      ? tell("outcome", before.outcome, after.outcome)
      : []),
    ...(isScanner(before) && isScanner(after) ? compareScanners(before, after, tell) : []),
    ...(isService(before) && isService(after) ? compareServices(before, after, tell) : []),
  ];
}

function compareScanners(
  before: ScannerPolicy,
  after: ScannerPolicy,
  tell: TellWeaker,
): Weakening[] {
  return [
    ...(before.path === after.path ? [] : tell("path", before.path, after.path)),
    ...(before.config === after.config ? [] : tell("config", before.config, after.config)),
    ...(isWithin(after, before)
      ? []
      : tell("version", before.version.from.join("."), after.version.from.join("."))),
  ];
}

/** Whether the range of the one lies in that of the other. */
function isWithin({ version: inner }: ScannerPolicy, { version: outer }: ScannerPolicy): boolean {
  const order = (version: readonly number[]) =>
    version.reduce((sum, part) => sum * 100_000 + part, 0);
  return order(inner.from) >= order(outer.from) && order(inner.below) <= order(outer.below);
}
