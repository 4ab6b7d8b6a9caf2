import type { UrlSurface } from "../../model/action.ts";
import type { EgressRule } from "../../model/egress-rule.ts";
import { matchAny, matchGlob } from "../../rule/glob.ts";
import { isDisguised } from "./disguise/is-disguised.ts";

/** A rule that names a host, with the glob by which it does. */
export interface NamingRule {
  readonly rule: EgressRule;
  readonly pattern: string;
}

/** Answers which rules name a host; each host is looked up once, however many URLs lead there. */
export function rulesByHost(rules: readonly EgressRule[]): (host: string) => readonly NamingRule[] {
  const answers = new Map<string, readonly NamingRule[]>();
  return (host) => {
    const known = answers.get(host);
    if (known !== undefined) return known;
    const named = rules.flatMap((rule): NamingRule[] => {
      const pattern = rule.hosts.find((glob) => names(glob, host));
      if (pattern === undefined || rule.except.some((glob) => names(glob, host))) return [];
      return [{ rule, pattern }];
    });
    answers.set(host, named);
    return named;
  };
}

/** As `matchGlob`: most globs are a name, or `*.` and a name, for which there is a quicker way to tell. */
function names(glob: string, host: string): boolean {
  const star = glob.lastIndexOf("*");
  const isPlain = star <= 0 && !glob.includes("[") && !glob.includes("?") && !glob.includes("\\");
  if (!isPlain) return matchGlob(glob, host);
  return star === 0 ? host.endsWith(glob.slice(1)) : host === glob;
}

/**
 * Whether a URL is what a rule that names its host asks for besides. A direction that is not known counts as every one
 * for a rule that restricts, and as none for one that allows.
 */
export function matchUrl(rule: EgressRule, host: string, surface: UrlSurface): boolean {
  const { carries, disguise } = rule;
  return (
    goesThatWay(rule, surface) &&
    isSuchUrl(rule, surface.url) &&
    (carries === undefined || carriesSuch(carries, host, surface)) &&
    (disguise === undefined || isDisguised(rule, host, surface.url))
  );
}

function isSuchUrl({ paths, schemes }: EgressRule, url: string): boolean {
  return (
    (schemes === undefined || schemes.includes(schemeOf(url))) &&
    (paths === undefined || matchAny(paths, pathOf(url)))
  );
}

function goesThatWay({ direction: wanted, outcome }: EgressRule, surface: UrlSurface): boolean {
  const { direction } = surface;
  if (wanted === undefined) return true;
  return direction === undefined ? outcome !== "allow" : wanted.includes(direction);
}

function carriesSuch(
  { variables, at }: NonNullable<EgressRule["carries"]>,
  host: string,
  surface: UrlSurface,
): boolean {
  return (surface.carries ?? []).some(
    (carried) =>
      at.includes(carried.at) &&
      matchAny(variables, carried.name.toUpperCase()) &&
      !isOwnHost(carried.name, host),
  );
}

/** Words in names of variables that say nothing of whose they are. */
const PLAIN_WORD =
  /^(?:token|secret|password|passwd|access|private|auth|authorization|user|login|bearer|client|service|account|master|credentials?|admin|root|test|prod|key)$/;

/** `GOOGLE_MAPS_API_KEY` is meant for `maps.googleapis.com`: whoever gave it out has its name in the domain. */
function isOwnHost(variable: string, host: string): boolean {
  const domain = host.split(".").slice(-2).join(".");
  const words = variable.toLowerCase().split("_");
  return words.some((word) => word.length > 3 && !PLAIN_WORD.test(word) && domain.includes(word));
}

function schemeOf(url: string): string {
  return url.slice(0, Math.max(url.indexOf(":"), 0)).toLowerCase();
}

/** Path and query; `/` where the URL has none. */
function pathOf(url: string): string {
  if (!URL.canParse(url)) return "/";
  const { pathname, search } = new URL(url);
  return pathname === "" ? `/${search}` : `${pathname}${search}`;
}
