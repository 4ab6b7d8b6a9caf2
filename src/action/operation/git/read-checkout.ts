import type { Machine } from "../../../model/check.ts";
import type { Checkout } from "../../../model/record.ts";
import { findPlainValue } from "./git-config.ts";
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
  const { configText } = repository;
  if (!configText.includes("[remote ")) return undefined;
  // The whole need be parsed only where it is written otherwise than git itself writes it.
  const origin = findPlainValue(configText, '[remote "origin"]', "url");
  const urls = origin === undefined ? remoteUrls(repository) : [origin];
  return urls.map(parseRemoteUrl).find((remote) => remote !== undefined && isPlain(remote));
}

/** Where somebody has put credentials into a URL in a way that no program takes, parts of them could stand here. */
function isPlain({ host, path }: RemoteRepository): boolean {
  return [...host].every(isPlainSign) && [...path].every(isPlainSign);
}

function isPlainSign(sign: string): boolean {
  const isWord = (sign >= "a" && sign <= "z") || (sign >= "0" && sign <= "9");
  return isWord || "._-/~[:]".includes(sign);
}
