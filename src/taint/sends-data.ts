import type { UrlSurface } from "../model/action.ts";
import { type Invocation, UNKNOWN } from "../model/invocation.ts";
import { hostsOf } from "../check/egress/host-of.ts";
import { weightOf } from "../check/weigh-finding.ts";

/** This machine, and names that only lead to it or to a container on it. */
const OWN_HOST =
  /^(?:localhost|(?:.*\.)?localhost|host\.docker\.internal|127(?:\.\d{1,3}){3}|0\.0\.0\.0|::1?)$/;

/** Whether a URL leads to another machine. A word that only reads like a command sends nothing. */
export function reaches({ url, command }: UrlSurface): boolean {
  if (weightOf(command) === "guess") return false;
  const hosts = hostsOf(url);
  return hosts.length === 0 || hosts.some((host) => !OWN_HOST.test(host));
}

/**
 * Whether something goes to another machine: what is uploaded, and what stands in the URL itself, in its query, its
 * login or in a part that the command works out.
 */
export function sendsData(surface: UrlSurface): boolean {
  const { url, direction, carries = [], command } = surface;
  const carriesData =
    direction === "upload" ||
    carries.length > 0 ||
    /^[^#]*\?./.test(url) ||
    command?.words.some(isWorkedOut) === true ||
    /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*:[^/?#@]*@/i.test(url);
  return carriesData && reaches(surface);
}

/** `https://x.example/$(whoami)`: what stands there is known when the command runs. */
function isWorkedOut({ value }: Invocation["words"][number]): boolean {
  const at = value.indexOf("://");
  return at >= 0 && value.includes(UNKNOWN, at);
}
