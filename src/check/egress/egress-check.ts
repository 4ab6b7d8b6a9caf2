import type { Action, UrlSurface } from "../../model/action.ts";
import type { Check } from "../../model/check.ts";
import type { Finding } from "../../model/finding.ts";
import type { RuleBundle } from "../../model/bundle.ts";
import type { EgressRule } from "../../model/rule.ts";
import { exceptionForHost } from "../../rule/find-exception.ts";
import { matchAny, matchGlob } from "../../rule/glob.ts";
import { toFinding } from "../../rule/to-finding.ts";
import { keepStrictest, weighInScript } from "../script-finding.ts";
import { hostsOf } from "./host-of.ts";

/** Hosts that a call talks to, by the URLs it names. */
export const egressCheck: Check = { name: "egress", inspect };

/** One finding a rule and field is enough to decide on, however often the host stands there. */
function inspect(action: Action, { egress }: RuleBundle): readonly Finding[] {
  if (egress.length === 0) return [];
  const found = new Map<string, Finding>();
  const seen = new Set<string>();
  for (const surface of action.surfaces) {
    if (surface.kind !== "url") continue;
    for (const host of hostsOf(surface.url)) {
      const place = `${host} ${surface.at.field} ${surface.command?.script?.path ?? ""}`;
      if (seen.has(place)) continue;
      seen.add(place);
      for (const finding of matches(egress, host, surface)) {
        keepStrictest(found, weighInScript(finding, surface.command?.script));
      }
    }
  }
  return [...found.values()];
}

function matches(rules: readonly EgressRule[], host: string, surface: UrlSurface): Finding[] {
  return rules.flatMap((rule) => match(rule, host, surface) ?? []);
}

function match(rule: EgressRule, host: string, { at }: UrlSurface): Finding | undefined {
  const pattern = rule.hosts.find((glob) => matchGlob(glob, host));
  if (pattern === undefined || matchAny(rule.except, host)) return undefined;
  const exception = exceptionForHost(rule, host);
  return toFinding(rule, { check: "egress", at, pattern, confidence: "high", exception });
}
