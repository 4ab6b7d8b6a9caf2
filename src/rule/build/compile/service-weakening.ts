import type { LlmGuardPolicy, ServicePolicy } from "../../../model/engine.ts";
import type { TellWeaker } from "./engine-weakening.ts";
import type { Weakening } from "./weakening.ts";

/** Whether what is sent to it stays on this machine. */
export function isLoopback({ url }: ServicePolicy): boolean {
  return url.startsWith("http:");
}

/** In what one service of a policy is milder than it was, or gets texts that it did not get. */
export function compareServices(
  before: ServicePolicy,
  after: ServicePolicy,
  tell: TellWeaker,
): Weakening[] {
  return [
    ...compareTexts(before.url, after.url, () => tell("url", before.url, after.url)),
    ...compareTexts(before.caFile, after.caFile, () =>
      tell("ca_file", before.caFile ?? "Node's own", after.caFile ?? "Node's own"),
    ),
    ...compareTexts(listRoles(before), listRoles(after), () =>
      tell("roles", listRoles(before), listRoles(after)),
    ),
    ...compareDetectors(before, after, tell),
  ];
}

/** Neither is milder for being another, but nobody knows what it is. */
function compareTexts(
  was: string | undefined,
  is: string | undefined,
  changed: () => Weakening[],
): Weakening[] {
  return was === is ? [] : changed();
}

/** Fewer are less looked at, and more are more sent away. */
function listRoles({ roles }: ServicePolicy): string {
  return [...new Set(roles)].toSorted().join(" ");
}

function compareDetectors(
  before: ServicePolicy,
  after: ServicePolicy,
  tell: TellWeaker,
): Weakening[] {
  if (before.name === "lakera" && after.name === "lakera")
    return [
      ...(after.blockAt < before.blockAt
        ? tell("block_at", `L${before.blockAt}`, `L${after.blockAt}`)
        : []),
      ...compareTexts(before.projectId, after.projectId, () =>
        tell("project_id", before.projectId ?? "none", after.projectId ?? "none"),
      ),
    ];
  if (before.name === "llm-guard" && after.name === "llm-guard")
    return compareScanners(before, after, tell);
  return [];
}

function compareScanners(
  before: LlmGuardPolicy,
  after: LlmGuardPolicy,
  tell: TellWeaker,
): Weakening[] {
  const named = new Set([before, after].flatMap(({ thresholds }) => Object.keys(thresholds)));
  const isMilder = [...named].some((name) => thresholdOf(after, name) > thresholdOf(before, name));
  return [
    ...(after.threshold > before.threshold
      ? tell("threshold", before.threshold, after.threshold)
      : []),
    ...(isMilder ? tell("thresholds", describe(before), describe(after)) : []),
    ...(after.mask && !before.mask ? tell("mask", false, true) : []),
    ...compareTexts(before.answersTo, after.answersTo, () =>
      tell("answers_to", before.answersTo, after.answersTo),
    ),
  ];
}

function thresholdOf({ thresholds, threshold }: LlmGuardPolicy, name: string): number {
  return thresholds[name] ?? threshold;
}

function describe({ thresholds }: LlmGuardPolicy): string {
  const each = Object.entries(thresholds).map(([name, risk]) => `${name} ${risk}`);
  return each.join(", ") || "none";
}
