import { remoteHost } from "../../access/remote-host.ts";

/** Where a repository lies on a forge: `github.com` and `acme/app`, lower case. */
export interface RemoteRepository {
  readonly host: string;
  readonly path: string;
}

const SCHEME =
  /^(?:https?|ssh|git|git\+ssh|ssh\+git):\/\/(?:[^/]*@)?(\[[^\]/]*\]|[^/:]+)(?::\d*)?\/(.*)$/i;

/**
 * What a remote's URL names, whether it is an `https:`, `ssh:` or scp-like one; `undefined` where it names nothing
 * on a host, as a path does.
 */
export function parseRemoteUrl(url: string): RemoteRepository | undefined {
  const [, named, rest] = SCHEME.exec(url) ?? [];
  if (named !== undefined && rest !== undefined) return toRepository(named, rest);
  if (url.includes("://") || url.includes("::")) return undefined;
  const host = remoteHost(url);
  if (host === undefined) return undefined;
  return toRepository(host, url.slice(url.indexOf(`${host}:`) + host.length + 1));
}

function toRepository(host: string, rest: string): RemoteRepository | undefined {
  const path = rest
    .split(/[?#]/, 1)
    .join("")
    .split("/")
    .filter((segment) => segment !== "")
    .join("/")
    .replace(/\.git$/i, "");
  const isPlain = path !== "" && !path.split("/").some((each) => each === "." || each === "..");
  return isPlain ? { host: host.toLowerCase(), path: path.toLowerCase() } : undefined;
}
