import { directionOfCall } from "../action/argument-direction.ts";
import type { Surface, UrlSurface } from "../model/action.ts";
import { type Invocation, UNKNOWN } from "../model/invocation.ts";
import { hostsOf } from "../check/egress/host-of.ts";
import { weightOf } from "../check/weigh-finding.ts";

/** This machine, and names that only lead to it or to a container on it. */
const OWN_HOST =
  /^(?:(?:.*\.)?localhost|host\.docker\.internal|127(?:\.\d{1,3}){3}|0\.0\.0\.0|::1?)$/;

/** Whether a URL leads to another machine. A word that only reads like a command sends nothing. */
export function reaches(surface: Surface): boolean {
  if (surface.kind !== "url") return false;
  const { url, command } = surface;
  if (weightOf(command) === "guess") return false;
  const hosts = hostsOf(url);
  return hosts.length === 0 || hosts.some((host) => !OWN_HOST.test(host));
}

/** Whether something goes to another machine: by a URL or a host, or by a tool of an MCP server that says it sends. */
export function sendsData(surface: Surface): boolean {
  if (surface.kind === "url") return carriesData(surface) && reaches(surface);
  if (surface.kind !== "tool" || !surface.tool.startsWith("mcp__")) return false;
  return directionOfCall(surface.tool, surface.input ?? {}) === "upload";
}

/** What is uploaded, and what stands in the URL itself, in its query, its login or in a part that the command works out. */
function carriesData(surface: UrlSurface): boolean {
  const { url, direction, carries = [], command } = surface;
  return (
    direction === "upload" ||
    carries.length > 0 ||
    /^[^#]*\?./.test(url) ||
    command?.words.some(isWorkedOut) === true ||
    hasPassword(url)
  );
}

function hasPassword(url: string): boolean {
  const authority = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(url)?.[1] ?? "";
  const end = authority.lastIndexOf("@");
  return end >= 0 && authority.slice(0, end).includes(":");
}

/** `https://x.example/$(whoami)`: what stands there is known when the command runs. */
function isWorkedOut({ value }: Invocation["words"][number]): boolean {
  const at = value.indexOf("://");
  return at >= 0 && value.includes(UNKNOWN, at);
}
