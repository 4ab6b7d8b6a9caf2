import { runChecks, type CheckSetting } from "../../check/run-checks.ts";
import type { Action, Surface } from "../../model/action.ts";
import type { RuleBundle } from "../../model/bundle.ts";
import type { Finding } from "../../model/finding.ts";

/** A surface with everything that the rules say of it. */
export interface ExplainedSurface {
  readonly surface: Surface;
  readonly findings: readonly Finding[];
}

/**
 * What each surface by itself comes to. The checks say one thing once a field, which is enough to decide on; here
 * each surface gets a field of its own, so that nothing stands behind anything else.
 */
export function explainSurfaces(
  action: Action,
  bundles: readonly RuleBundle[],
  setting: CheckSetting,
): readonly ExplainedSurface[] {
  const placed = action.surfaces.map((surface, number) => ({
    ...surface,
    at: { field: `${number}` },
  }));
  const findings = runChecks({ ...action, surfaces: placed }, bundles, setting);
  return action.surfaces.map((surface, number) => ({
    surface,
    findings: findings.filter(({ at }) => at.field === `${number}`),
  }));
}
