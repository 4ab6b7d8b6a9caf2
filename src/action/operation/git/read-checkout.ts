import type { Machine } from "../../../model/check.ts";
import type { Checkout } from "../../../model/record.ts";
import { parseRemoteUrl, type RemoteRepository } from "./remote-url.ts";
import { findRepository, remoteUrls, type LocalRepository } from "./repository.ts";

/** As much of a file of git's is read: the remotes stand before most branches. */
const MAX_BYTES = 64 * 1024;

/**
 * The repository that a directory lies in, links resolved as git itself would. Bounded, and no process is started.
 *
 * @param directory Absolute.
 */
export function readCheckout(
  directory: string,
  { readText, realPath }: Pick<Machine, "readText" | "realPath">,
): Checkout | undefined {
  const reader = { readText: (path: string) => readText(path, MAX_BYTES) };
  const found = findRepository(realPath(directory), reader);
  if (found === undefined) return undefined;
  return { remote: remoteOf(found), branch: found.branch, commit: found.commit };
}

function remoteOf(repository: LocalRepository): RemoteRepository | undefined {
  const [origin] = repository.config.get("remote.origin.url") ?? [];
  const urls = origin === undefined ? remoteUrls(repository) : [origin];
  return urls.map(parseRemoteUrl).find((remote) => remote !== undefined && isPlain(remote));
}

/** Where somebody has put credentials into a URL in a way that no program takes, parts of them could stand here. */
function isPlain({ host, path }: RemoteRepository): boolean {
  return /^[\w.-]{1,253}$|^\[[0-9a-f:.]{2,45}\]$/.test(host) && /^[\w.~/-]{1,400}$/.test(path);
}
