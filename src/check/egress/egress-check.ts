import type { Action, UrlSurface } from "../../model/action.ts";
import type { Check } from "../../model/check.ts";
import type { Finding } from "../../model/finding.ts";
import type { RuleBundle } from "../../model/bundle.ts";
import type { Policy } from "../../model/policy.ts";
import type { EgressRule } from "../../model/egress-rule.ts";
import { exceptionForHost } from "../../rule/find-exception.ts";
import { toFinding } from "../../rule/to-finding.ts";
import { keepStrictest, weighFinding, weightOf } from "../weigh-finding.ts";
import { hostsOf } from "./host-of.ts";
import { matchUrl, type NamingRule, rulesByHost } from "./match-host.ts";
import { settlesUnlistedHost, unlistedHost } from "./unlisted-host.ts";

/** Hosts that a call talks to, by the URLs it names. */
export const egressCheck: Check = { name: "egress", inspect };

/** One finding a rule and field is enough to decide on, however often the host stands there. */
function inspect(action: Action, rules: RuleBundle): readonly Finding[] {
  // The rules are parsed when they are first asked for: most calls name no URL.
  const surfaces = action.surfaces.filter((surface) => surface.kind === "url");
  if (surfaces.length === 0) return [];
  const found = new Map<string, Finding>();
  const seen = new Set<string>();
  const rulesFor = rulesByHost(rules.egress);
  for (const surface of surfaces) {
    for (const host of hostsOf(surface.url)) {
      const { url, at, direction, command, carries = [] } = surface;
      const place = `${host} ${at.field} ${direction} ${carries.length} ${url} ${weightOf(command)}`;
      if (seen.has(place)) continue;
      seen.add(place);
      for (const finding of inspectHost({ host, surface, named: rulesFor(host) }, rules.policy)) {
        keepStrictest(found, weighFinding(finding, command));
      }
    }
  }
  return [...found.values()];
}

interface NamedHost {
  readonly host: string;
  readonly surface: UrlSurface;
  readonly named: readonly NamingRule[];
}

function inspectHost({ host, surface, named }: NamedHost, policy: Policy): Finding[] {
  const findings: Finding[] = [];
  let isListed = false;
  for (const { rule, pattern } of named) {
    if (!matchUrl(rule, host, surface)) continue;
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
