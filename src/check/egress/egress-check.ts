import type { Action, UrlSurface } from "../../model/action.ts";
import type { Check } from "../../model/check.ts";
import type { Finding } from "../../model/finding.ts";
import type { RuleBundle } from "../../model/bundle.ts";
import type { EgressRule } from "../../model/egress-rule.ts";
import { exceptionForHost } from "../../rule/find-exception.ts";
import { toFinding } from "../../rule/to-finding.ts";
import { keepStrictest, weighFinding, weightOf } from "../weigh-finding.ts";
import { hostsOf } from "./host-of.ts";
import { matchHost } from "./match-host.ts";
import { settlesUnlistedHost, unlistedHost } from "./unlisted-host.ts";

/** Hosts that a call talks to, by the URLs it names. */
export const egressCheck: Check = { name: "egress", inspect };

/** One finding a rule and field is enough to decide on, however often the host stands there. */
function inspect(action: Action, rules: RuleBundle): readonly Finding[] {
  if (rules.egress.length === 0 && rules.policy.unlistedHosts === "none") return [];
  const found = new Map<string, Finding>();
  const seen = new Set<string>();
  for (const surface of action.surfaces) {
    if (surface.kind !== "url") continue;
    for (const host of hostsOf(surface.url)) {
      const { url, at, direction, command, carries = [] } = surface;
      const place = `${host} ${at.field} ${direction} ${carries.length} ${url} ${weightOf(command)}`;
      if (seen.has(place)) continue;
      seen.add(place);
      for (const finding of inspectHost(host, surface, rules)) {
        keepStrictest(found, weighFinding(finding, command));
      }
    }
  }
  return [...found.values()];
}

function inspectHost(host: string, surface: UrlSurface, { egress, policy }: RuleBundle): Finding[] {
  const findings: Finding[] = [];
  let isListed = false;
  for (const rule of egress) {
    const pattern = matchHost(rule, host, surface);
    if (pattern === undefined) continue;
    const exception = exceptionForHost(rule, host);
    isListed ||= exception === undefined && settlesUnlistedHost(rule, policy);
    if (rule.outcome === "allow") continue;
    findings.push(toHostFinding(rule, surface, { pattern, exception }));
  }
  const unlisted = isListed ? undefined : unlistedHost(policy, surface);
  return unlisted === undefined ? findings : [...findings, unlisted];
}

interface HostMatch {
  readonly pattern: string;
  readonly exception: string | undefined;
}

function toHostFinding(
  rule: EgressRule,
  { at }: UrlSurface,
  { pattern, exception }: HostMatch,
): Finding {
  return toFinding(rule, { check: "egress", at, pattern, confidence: "high", exception });
}
