import { remoteHost } from "../../access/remote-host.ts";

/** Where a repository lies on a forge: `github.com` and `acme/app`, lower case. */
export interface RemoteRepository {
  readonly host: string;
  readonly path: string;
}

const SCHEMES: ReadonlySet<string> = new Set(["https", "http", "ssh", "git", "git+ssh", "ssh+git"]);

/**
 * What a remote's URL names, whether it is an `https:`, `ssh:` or scp-like one; `undefined` where it names nothing
 * on a host, as a path does. Every call is recorded with its repository, and a pattern costs more to compile than this.
 */
export function parseRemoteUrl(url: string): RemoteRepository | undefined {
  const colon = url.indexOf("://");
  if (colon >= 0) {
    const isKnown = SCHEMES.has(url.slice(0, colon).toLowerCase());
    return isKnown ? parseBehindScheme(url.slice(colon + 3)) : undefined;
  }
  if (url.includes("::")) return undefined;
  const host = remoteHost(url);
  if (host === undefined) return undefined;
  return toRepository(host, url.slice(url.indexOf(`${host}:`) + host.length + 1));
}

/** `user:password@host:port/path`; a password may hold an `@` itself. */
function parseBehindScheme(rest: string): RemoteRepository | undefined {
  const slash = rest.indexOf("/");
  if (slash < 0) return undefined;
  const authority = rest.slice(0, slash);
  const place = authority.slice(authority.lastIndexOf("@") + 1);
  const end = place.indexOf(":", place.startsWith("[") ? place.indexOf("]") : 0);
  const host = end < 0 ? place : place.slice(0, end);
  const port = end < 0 ? "" : place.slice(end + 1);
  const isPort = [...port].every((digit) => digit >= "0" && digit <= "9");
  return host === "" || !isPort ? undefined : toRepository(host, rest.slice(slash + 1));
}

function toRepository(host: string, rest: string): RemoteRepository | undefined {
  const [asked = ""] = rest.split("?", 1);
  const [written = ""] = asked.split("#", 1);
  const segments = written.toLowerCase().split("/");
  const path = segments.filter((segment) => segment !== "").join("/");
  const name = path.endsWith(".git") ? path.slice(0, -".git".length) : path;
  const isPlain = name !== "" && !name.split("/").some((each) => each === "." || each === "..");
  return isPlain ? { host: host.toLowerCase(), path: name } : undefined;
}
