import type { Action, UrlSurface } from "../../model/action.ts";
import type { Check } from "../../model/check.ts";
import type { Finding } from "../../model/finding.ts";
import type { RuleBundle } from "../../model/bundle.ts";
import type { EgressRule } from "../../model/rule.ts";
import { matchAny, matchGlob } from "../../rule/glob.ts";
import { toFinding } from "../../rule/to-finding.ts";
import { hostOf } from "./host-of.ts";

/** Hosts that a call talks to, by the URLs it names. */
export const egressCheck: Check = { name: "egress", inspect };

/** One finding a rule and field is enough to decide on, however often the host stands there. */
function inspect(action: Action, { egress }: RuleBundle): readonly Finding[] {
  if (egress.length === 0) return [];
  const found = new Map<string, Finding>();
  for (const surface of action.surfaces) {
    if (surface.kind !== "url") continue;
    const host = hostOf(surface.url);
    if (host === undefined) continue;
    for (const rule of egress) {
      const finding = match(rule, host, surface);
      const key = `${rule.id} ${surface.at.field}`;
      if (finding !== undefined && !found.has(key)) found.set(key, finding);
    }
  }
  return [...found.values()];
}

function match(rule: EgressRule, host: string, { at }: UrlSurface): Finding | undefined {
  const pattern = rule.hosts.find((glob) => matchGlob(glob, host));
  if (pattern === undefined || matchAny(rule.except, host)) return undefined;
  return toFinding(rule, { check: "egress", at, pattern, confidence: "high" });
}
