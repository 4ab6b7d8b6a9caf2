import type { UrlSurface } from "../../model/action.ts";
import type { EgressRule } from "../../model/egress-rule.ts";
import { matchAny, matchGlob } from "../../rule/glob.ts";
import { isDisguised } from "./disguise/is-disguised.ts";

/**
 * The glob by which a rule names a host that a URL leads to; `undefined` where it does not. A direction that is not
 * known counts as every one for a rule that restricts, and as none for one that allows.
 */
export function matchHost(rule: EgressRule, host: string, surface: UrlSurface): string | undefined {
  const pattern = rule.hosts.find((glob) => matchGlob(glob, host));
  if (pattern === undefined || matchAny(rule.except, host)) return undefined;
  const { carries, disguise } = rule;
  const holds =
    goesThatWay(rule, surface) &&
    isSuchUrl(rule, surface.url) &&
    (carries === undefined || carriesSuch(carries, host, surface)) &&
    (disguise === undefined || isDisguised(rule, host, surface.url));
  return holds ? pattern : undefined;
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
